import { trimLines } from '#services/inbound/trim_lines'

/** Characters of a line that are looked at for what it is. */
const LOOKED_AT = 300

/** What is longer below "--" is no signature. */
const SIGNATURE = { lines: 16, characters: 1_000 }

/** "Sent from my iPhone", in the languages that telephones speak. */
const PHONE =
  /^\W{0,3}(sent|get|gesendet|von meinem|envoyé|enviado|inviato|verzonden|ipinadala|téléchargez|outlook für)\b.{0,100}\b(iphone|ipad|android|samsung|galaxy|xiaomi|huawei|outlook|mobile|mobil|handy|móvil|phone|mail|proton|blackberry|ios)\b.{0,60}$/i

/** What follows "-- " (RFC 3676, 4.3), or the last line when a telephone wrote it. */
export function splitSignature(lines: string[]): { said: string; signature: string } {
  const at = lines.findIndex((line, index) => /^--\s*$/.test(line) && index > 0)
  const signature = at === -1 ? '' : trimLines(lines.slice(at + 1))
  if (
    at !== -1 &&
    lines.length - at <= SIGNATURE.lines &&
    signature.length <= SIGNATURE.characters
  ) {
    return { said: trimLines(lines.slice(0, at)), signature }
  }
  const last = lines.findLastIndex((line) => line.trim() !== '')
  if (last >= 0 && PHONE.test(lines[last].slice(0, LOOKED_AT))) {
    return { said: trimLines(lines.slice(0, last)), signature: lines[last].trim() }
  }
  return { said: trimLines(lines), signature: '' }
}
