/** Rows and columns of a table that are shown, and signs of a cell. */
export const MOST = { rows: 200, columns: 50, signs: 500 }

export interface ReadTable {
  rows: string[][]
  /** More follows than is shown, below or beside it. */
  isCut: boolean
}

/**
 * The beginning of a text with values between commas, semicolons, tabs or bars (RFC 4180), whichever its first line has most
 * of. A cell is text and nothing else: a formula is not counted.
 */
export function readTable(text: string, isTabbed: boolean): ReadTable {
  const between = isTabbed ? '\t' : separatorOf(text)
  const rows: string[][] = []
  let isCut = false
  let row: string[] = []
  let at = 0
  while (at < text.length && rows.length < MOST.rows) {
    const { value, next } = text[at] === '"' ? quoted(text, at, between) : plain(text, at, between)
    if (row.length < MOST.columns) row.push(value.slice(0, MOST.signs))
    else isCut = true
    at = next
    if (text[at] === between) {
      at += 1
      if (at < text.length) continue
      row.push('')
    }
    if (text[at] === '\r') at += 1
    if (text[at] === '\n') at += 1
    rows.push(row)
    row = []
  }
  if (row.length > 0) rows.push(row)
  return { rows, isCut: isCut || at < text.length }
}

function separatorOf(text: string): string {
  const [line] = text.split('\n', 1)
  const counted = [',', ';', '\t', '|'].map((sign) => [line.split(sign).length, sign] as const)
  return counted.reduce((best, one) => (one[0] > best[0] ? one : best))[1]
}

function plain(text: string, from: number, between: string) {
  let next = from
  while (next < text.length && !['\n', '\r', between].includes(text[next])) next += 1
  return { value: text.slice(from, next), next }
}

/** In quotes everything belongs to the cell; two of them are one. What follows the last one up to the end is kept as well. */
function quoted(text: string, from: number, between: string) {
  let next = from + 1
  let value = ''
  for (; next < text.length; next += 1) {
    if (text[next] !== '"') value += text[next]
    else if (text[next + 1] === '"') value += text[++next]
    else break
  }
  const rest = plain(text, next + 1, between)
  return { value: value + rest.value, next: rest.next }
}
