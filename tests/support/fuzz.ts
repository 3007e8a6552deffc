/** Random numbers that come again with their seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const NASTY = [
  '\r\n\r\n',
  '\r\n',
  '--',
  '\0',
  '=?utf-8?B?////?=',
  '=?x?Q?=ff?=',
  'Content-Type: multipart/mixed; boundary=""\r\n',
  'Content-Type: message/rfc822\r\n',
  'Content-Transfer-Encoding: base64\r\n',
  'charset="utf-7"',
  '<script>',
  '\ud83d\ude00',
  '"'.repeat(50),
  '('.repeat(200),
  ': ;,<@>',
  '\u202e',
  '%00',
]

/** The bytes with one to six random changes: turned bits, cut, doubled or moved pieces, and what parsers dislike. */
export function mutate(bytes: Buffer, random: () => number): Buffer {
  let made = Buffer.from(bytes)
  const count = 1 + Math.floor(random() * 6)
  for (let change = 0; change < count; change += 1) {
    const at = Math.floor(random() * (made.length + 1))
    const end = Math.min(made.length, at + Math.floor(random() * 200))
    const [before, piece, after] = [
      made.subarray(0, at),
      made.subarray(at, end),
      made.subarray(end),
    ]
    const nasty = Buffer.from(NASTY[Math.floor(random() * NASTY.length)])
    switch (Math.floor(random() * 6)) {
      case 0:
        if (made.length > 0) made[Math.min(at, made.length - 1)] ^= 1 << Math.floor(random() * 8)
        break
      case 1:
        made = Buffer.concat([before, after])
        break
      case 2:
        made = Buffer.concat([before, piece, piece, piece, after])
        break
      case 3:
        made = Buffer.concat([before, nasty, piece, after])
        break
      case 4:
        made = Buffer.concat([after, before, piece])
        break
      default:
        made = Buffer.from(made.subarray(0, Math.max(1, at)))
    }
  }
  return made
}
