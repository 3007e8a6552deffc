/** Stands between two characters that would act together, and is not seen. */
export const JOINER = '\u2060'

/** What Markdown reads wherever it stands; an underscore inside a word is none of it. */
const MARKUP = /[\\`*[\]<>~|@]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|&(?=[#\w]|$)/gu
/** What begins a list, a rule, the line under a heading. */
const LINE_MARKUP = /^(?:[-+=]|\d{1,9}(?:[.)]|$))/
/** What mentions a person, leads to a ticket, or makes an address of what follows. */
const ADDRESS = /[@#]|:(?=\S)|\.(?=[\p{L}\p{N}])/gu

/**
 * A name or a title as a piece of a text in Markdown that is shown exactly as it was typed, whatever it holds: markup is
 * escaped, and what would mention a person, lead to a ticket or become a link is parted by a character that is not seen.
 * @param before what stands before it: a line begins there, or an "@" that would take hold of it
 */
export function plainValue(value: string, before = ''): string {
  const line = value.replaceAll(JOINER, '').replace(/\s+/g, ' ').trim()
  const escaped = line.replace(MARKUP, '\\$&').replace(ADDRESS, `$&${JOINER}`)
  // Only the line that it continues matters: what stands before grows with every value that is filled in.
  const begun = before.slice(before.lastIndexOf('\n') + 1)
  const isFirst = /^[\s>*+.)\d-]*$/.test(begun)
  const isTaken = isFirst ? LINE_MARKUP.test(line) : /^[@#&./:\w]/.test(begun.slice(-1))
  return (isTaken ? JOINER : '') + escaped
}
