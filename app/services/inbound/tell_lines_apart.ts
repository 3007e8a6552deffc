/** Characters of a line that are looked at for what it is. */
const LOOKED_AT = 300

/** The line at the top of our mails (mails.json: reply_above), as mail programs repeat it. */
const MARKER = /^[>\s|*]*—\s?\S.*—?\s*$/
/** "On Monday Ben wrote:" in the languages that mail programs speak. */
const WROTE =
  /\b(wrote|schrieb|a écrit|escribió|escreveu|ha scritto|schreef|napisał|skrev|kirjoitti|napsal|sumulat|isinulat)\b.{0,200}:\s*$/i
const OLD_MAIL =
  /^\s*(-{2,}\s*(original message|forwarded message|ursprüngliche nachricht|message d'origine|mensaje original|messaggio originale|oorspronkelijk bericht|mensagem original).*|_{20,})\s*$/i
const HEADER = /^\s*\*?(from|von|de|da|van|från|od|mula kay)\s?:\*?\s+\S/i
const NEXT_HEADER =
  /^\s*\*?(sent|date|to|subject|gesendet|datum|an|betreff|envoyé|à|objet|enviado|para|asunto|assunto|inviato|a|oggetto|verzonden|aan|onderwerp)\s?:\*?\s+\S/i

export type Kind = 'said' | 'quoted' | 'blank'

/** What each line of a mail is: said in it, taken over from an older one, or blank. */
export function tellLinesApart(lines: string[], markers: string[]): Kind[] {
  const end = startOfOldMail(lines, markers)
  const kinds = lines.map((line, at): Kind => {
    if (at >= end || line.startsWith('>')) return 'quoted'
    return line.trim() === '' ? 'blank' : 'said'
  })
  for (let at = 0; at < lines.length; at += 1) {
    const isStart = kinds[at] === 'quoted' && kinds[at - 1] !== 'quoted'
    if (isStart) takeAttribution(lines, kinds, at)
  }
  return kinds
}

/** Where the old mail begins that was put below without any sign on its lines. */
function startOfOldMail(lines: string[], markers: string[]): number {
  const starts = lines.map((line) => line.slice(0, LOOKED_AT))
  const at = starts.findIndex((line, index) => {
    if (line.startsWith('>')) return false
    if (isMarker(line, markers)) return true
    if (OLD_MAIL.test(line))
      return (
        starts.slice(index + 1, index + 5).some((next) => HEADER.test(next)) || !line.includes('_')
      )
    return (
      HEADER.test(line) && starts.slice(index + 1, index + 4).some((next) => NEXT_HEADER.test(next))
    )
  })
  return at === -1 ? lines.length : at
}

function isMarker(line: string, markers: string[]): boolean {
  return MARKER.test(line) && markers.some((marker) => line.includes(marker))
}

/** The line or two above a quote that say whose it is belong to it. */
function takeAttribution(lines: string[], kinds: Kind[], start: number) {
  let last = start - 1
  while (last >= 0 && last > start - 4 && kinds[last] === 'blank') last -= 1
  if (last < 0 || kinds[last] !== 'said') return
  for (let first = last; first >= 0 && first > last - 3 && kinds[first] === 'said'; first -= 1) {
    const words = lines
      .slice(first, last + 1)
      .join(' ')
      .slice(-2 * LOOKED_AT)
    const isWhole =
      first === 0 ||
      kinds[first - 1] !== 'said' ||
      /^(on|am|le|el|il|op|em|w dniu|den)\b/i.test(words)
    const speaks =
      WROTE.test(words) || (words.endsWith(':') && /\S@\S/.test(words) && /\d/.test(words))
    if (speaks && isWhole) {
      kinds.fill('quoted', first, start)
      return
    }
  }
}

/** True when something was said between two quotes. */
export function isInterleaved(kinds: Kind[]): boolean {
  const solid = kinds.filter((kind) => kind !== 'blank')
  const first = solid.indexOf('quoted')
  const last = solid.lastIndexOf('quoted')
  return first !== -1 && solid.slice(first, last).includes('said')
}
