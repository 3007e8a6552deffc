/** Words the generated support tickets are made of. */
export const PROBLEMS = [
  'Cannot sign in',
  'Export stops half way',
  'Screen stays black',
  'Invoice with the wrong name',
  'Paid twice',
  'Wi-Fi drops in calls',
  'Bonus is shown twice',
  'Printer is gone',
  'Access for a new colleague',
  'Search finds no ñ',
  'Mail arrives twice',
  'Code never arrives',
  'Battery is swollen',
  'Limit blocks the card',
  'Date is a day off',
  'Payout hangs on “pending”',
  'Customer has no credit',
  'VPN wants a certificate',
  'Filter forgets its setting',
  'Page says 404 & nothing else',
]

export const PLACES = [
  'on the third floor',
  'since the update',
  'for the night shift',
  'in the agent view',
  'on Android',
  'in Cebu',
  'for all of Marketing',
  'after midnight',
  'on the payout console',
  'with the new phone',
  'in the daily report',
  'for one customer',
]

export const DETAILS = [
  'It worked yesterday; nothing was changed on our side.',
  'Steps: open the wallet, press refresh, wait two seconds.',
  'Three people have it, two do not. Same building, same network.',
  'The picture shows the message, the number is at the bottom.',
  'It is not urgent for me, but for the people who call us.',
  'Señora Peña’s account, the reference ends in 204.',
  'I tried another browser and another cable.',
  'The log of that hour is in the files.',
  'It comes back every Monday morning.',
  'Version 4.2.1, as on all the others.',
]

export const ANSWERS = [
  'I can see it here too.',
  'Which version is it?',
  'Changed, sign out once and in again.',
  'The supplier sends a replacement.',
  'It is with the bank since noon.',
  'Fixed with the release of this morning.',
  'Still the same for me.',
  'Works now, thank you.',
  'Here is the picture.',
  'The second payment went back today.',
  'Since Tuesday, about ten o’clock.',
  'We look at it together at three.',
]

export const SOLUTIONS = [
  'The setting is changed for your account.',
  'Fixed with the release of this morning.',
  'The part is replaced, nothing to return.',
  'The payment went back, it takes two working days.',
  'Access is open, read and write.',
  'It was a wrong rule in the filter.',
]
