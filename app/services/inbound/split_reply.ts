import { splitSignature } from '#services/inbound/split_signature'
import { isInterleaved, tellLinesApart } from '#services/inbound/tell_lines_apart'
import { trimLines } from '#services/inbound/trim_lines'
import { plainLines } from '#services/words/plain_lines'

export interface SplitReply {
  /** What the person wrote; empty when there is nothing new in it. */
  said: string
  quoted: string
  signature: string
}

/** Lines that are kept. */
const MOST_LINES = 8_000

/**
 * Tells what a person wrote from the mail he answers and from his signature. Works line by line on plain text; an answer
 * written between the quoted lines keeps them, because it makes no sense without.
 * @param marker the beginning of the line above which an answer is written, in any language that mails are sent in
 */
export function splitReply(text: string, markers: string[] = []): SplitReply {
  const lines = readable(text)
  const kinds = tellLinesApart(lines, markers)
  if (isInterleaved(kinds)) {
    const { said, signature } = splitSignature(lines)
    return { said, quoted: '', signature }
  }
  const quoted = lines.filter((_, at) => kinds[at] === 'quoted')
  const { said, signature } = splitSignature(lines.filter((_, at) => kinds[at] !== 'quoted'))
  return { said, quoted: trimLines(quoted.map((line) => line.replace(/^> ?/, ''))), signature }
}

/** Plain lines without anything that cannot be stored or seen. */
function readable(text: string): string[] {
  return plainLines(text.toWellFormed())
    .replace(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069\ufeff]/gu, '')
    .replace(/\u00a0/g, ' ')
    .split('\n')
    .slice(0, MOST_LINES)
    .map((line) => line.trimEnd())
}
