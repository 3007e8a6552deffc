/** Words that common passwords are made of; digits and signs around them add nothing (after SplashData's yearly lists). */
export const COMMON_WORDS = new Set(
  `password passwort passw0rd p@ssword p@ssw0rd pass qwerty qwertz azerty qwertyuiop asdfghjkl asdfgh zxcvbnm qazwsx
  qazwsxedc letmein welcome iloveyou monkey dragon sunshine princess football baseball superman batman master hello
  freedom whatever trustno shadow michael jennifer admin administrator root login user guest test testing tester secret
  changeme default company office winter spring summer autumn january february march april june july august september
  october november december monday tuesday wednesday thursday friday saturday sunday abcdef abcdefg abcdefgh abcdefghij
  abc abcd manila philippines juan countersign department creative marketing iloveyouso mypassword yourpassword
  thisispassword passwordpassword qwertyqwerty welcomewelcome letmeinplease`.split(/\s+/)
)

/** Common ones of ten characters and more that are no single word. */
export const COMMON_PASSWORDS = new Set(
  `1q2w3e4r5t 1q2w3e4r5t6y q1w2e3r4t5 q1w2e3r4t5y6 1qaz2wsx3edc 1qaz2wsx3edc4rfv zaq12wsxcde3 qwer1234asdf asdf1234qwer
  qwerty12345 1234qwerasdf 123qweasdzxc qwe123asd456 abc123abc123 a1b2c3d4e5 a1b2c3d4e5f6 1a2b3c4d5e passw0rd123
  1234567890 12345678910 1234567891 0987654321 123456789a 123456789q 1234554321 1122334455 1231231231 123123123123
  correcthorsebatterystaple trustno1trustno1 iloveyou123 letmein12345 0123456789 9876543210 1029384756`.split(
    /\s+/
  )
)
