const MOST_WORDS = 8
const LONGEST_WORD = 40
const LARGEST = 2_147_483_647

/**
 * Narrows a query over `tickets` to what a person typed: a number (`#482`, `482`), or words of which each begins a word
 * of title, brief or product, accents aside. Whatever is typed is only ever data.
 */
export function searchTickets(query: any, typed: string): any {
  const number = /^#?\s*(\d{1,10})$/.exec(typed.trim())
  const id = number && Number(number[1]) <= LARGEST ? Number(number[1]) : null
  if (typed.trim().startsWith('#') && id !== null) return query.where('tickets.id', id)
  const words = wordsOf(typed)
  if (words.length === 0) return query.whereRaw('false')
  const matches = 'tickets.search @@ beginning_words(?::text[])'
  if (id === null) return query.whereRaw(matches, [words])
  return query.whereRaw(`(tickets.id = ? or ${matches})`, [id, words])
}

/** Letters and digits, with the dots between digits ("4.2"); the first few words count. */
export function wordsOf(typed: string): string[] {
  const found = typed.normalize('NFC').match(/[\p{L}\p{M}\p{N}]+(?:\.\p{N}+)*/gu) ?? []
  return found.slice(0, MOST_WORDS).map((word) => word.slice(0, LONGEST_WORD).toLowerCase())
}
