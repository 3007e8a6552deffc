import { diffArrays } from 'diff'
import { bridgeChanges } from '#services/words/bridge_changes'

/** A stretch of two texts: in both, only in the later one, or only in the earlier one. */
export interface TextPart {
  kind: 'same' | 'added' | 'removed'
  text: string
}

/** Beyond so many changed words or lines, or milliseconds, a finer comparison is given up for a coarser one. */
const MOST_EDITS = 2_000
const LONGEST_MS = 60
/** With less than this share of the text kept, stretches between changes say nothing to a reader. */
const LEAST_KEPT = 0.2

/** A word or a sign with the blanks after it, or line ends; scripts that write without spaces by the letter. */
const WITHOUT_SPACES = String.raw`[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]`
const WORDS = new RegExp(
  String.raw`(?:${WITHOUT_SPACES}|[[\p{L}\p{M}\p{N}_]--${WITHOUT_SPACES}]+|[^\p{L}\p{M}\p{N}_\s])[^\S\n]*|\s+`,
  'gv'
)
const LINES = /[^\n]*\n|[^\n]+/g

/**
 * What a later text says otherwise, in reading order: what both share and what was added give the later text, what both
 * share and what was removed the earlier one. By words; where that takes too long or shares too little by lines, and at
 * last as a whole, so that no text holds the process for more than about a tenth of a second.
 */
export function diffTexts(before: string, after: string): TextPart[] {
  if (before === after) return present([{ kind: 'same', text: after }])
  const byWords = compare(before, after, WORDS)
  if (byWords && keptIn(byWords) >= LEAST_KEPT * Math.min(before.length, after.length)) {
    return bridgeChanges(byWords)
  }
  const byLines = compare(before, after, LINES)
  if (byLines && keptIn(byLines) > 0) return byLines
  return present([
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
  ])
}

function compare(before: string, after: string, pieces: RegExp): TextPart[] | null {
  const options = { maxEditLength: MOST_EDITS, timeout: LONGEST_MS }
  const found = diffArrays(before.match(pieces) ?? [], after.match(pieces) ?? [], options)
  if (!found) return null
  return found.map(({ value, added, removed }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value.join(''),
  }))
}

/** Letters in stretches that both texts share. */
function keptIn(parts: TextPart[]): number {
  return parts.reduce((sum, { kind, text }) => sum + (kind === 'same' ? text.trim().length : 0), 0)
}

function present(parts: TextPart[]): TextPart[] {
  return parts.filter(({ text }) => text !== '')
}
