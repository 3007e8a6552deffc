/**
 * The beginning of a text that people wrote in Markdown, as plain words in one paragraph.
 * @param most characters at most; cut at a word
 */
export function excerptOf(text: string, most: number): { text: string; isCut: boolean } {
  const words = text
    .replace(/```[\s\S]*?```/g, ' ')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^\s{0,3}(#{1,6}|>|[-*+]|\d+\.)\s+/gm, '')
    .replace(/[*_`~]{1,3}/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  if (words.length <= most) return { text: words, isCut: words.length < text.trim().length - 40 }
  const cut = words.slice(0, most)
  const end = cut.lastIndexOf(' ')
  return { text: `${cut.slice(0, end > most / 2 ? end : most)}…`, isCut: true }
}
