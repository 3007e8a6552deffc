/** Characters read for each one shown: what is cut away must not take time that grows with the square of a text. */
const READ_FOR_EACH = 8
/** A link's words and address are looked for so far and no farther. */
const LINK = /!?\[([^[\]]{0,300})\]\([^()]{0,300}\)/g

/**
 * The beginning of a text that people wrote in Markdown, as plain words in one paragraph.
 * @param most characters at most; cut at a word
 */
export function excerptOf(text: string, most: number): { text: string; isCut: boolean } {
  const read = text.slice(0, most * READ_FOR_EACH)
  const words = read
    .replace(/```[\s\S]*?```/g, ' ')
    .replace(LINK, '$1')
    .replace(/^\s{0,3}(#{1,6}|>|[-*+]|\d+\.)\s+/gm, '')
    .replace(/[*_`~]{1,3}/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  if (words.length <= most) return { text: words, isCut: words.length < text.trim().length - 40 }
  const cut = words.slice(0, most)
  const end = cut.lastIndexOf(' ')
  return { text: `${cut.slice(0, end > most / 2 ? end : most)}…`, isCut: true }
}
