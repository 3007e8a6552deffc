const SIGNS: Record<string, string> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

/** A value of a row as COPY reads its text format, with every way to write a sign; null for `\N` and for none. */
export function valueOf(text: string | undefined): string | null {
  if (text === undefined || text === '\\N') return null
  return text.replace(/\\(?:([0-7]{1,3})|x([0-9a-fA-F]{1,2})|([^]))/g, (_, octal, hex, sign) => {
    if (octal) return String.fromCharCode(Number.parseInt(octal, 8) & 255)
    if (hex) return String.fromCharCode(Number.parseInt(hex, 16))
    return SIGNS[sign] ?? sign
  })
}
