import type { TextPart } from '#services/words/diff_texts'

/**
 * Joins changes with nothing but a sign or a space between them: "two three" → "four five" is one change, not two. What
 * such a change begins with alike stays: behind "raffle", " 2026" alone was added.
 */
export function bridgeChanges(parts: TextPart[]): TextPart[] {
  const joined: TextPart[] = []
  let change = { removed: '', added: '' }
  const keep = (text: string) => {
    const last = joined.at(-1)
    if (last?.kind === 'same') last.text += text
    else if (text) joined.push({ kind: 'same', text })
  }
  const close = () => {
    const start = sharedStart(change.removed, change.added)
    keep(start)
    const removed = change.removed.slice(start.length)
    const added = change.added.slice(start.length)
    if (removed) joined.push({ kind: 'removed', text: removed })
    if (added) joined.push({ kind: 'added', text: added })
    change = { removed: '', added: '' }
  }
  for (const [index, { kind, text }] of parts.entries()) {
    const isBetween = change.removed && change.added && parts[index + 1] !== undefined
    if (kind !== 'same') change[kind] += text
    else if (isBetween && /^[^\p{L}\p{N}\n]{1,3}$/u.test(text)) {
      change.removed += text
      change.added += text
    } else {
      close()
      keep(text)
    }
  }
  close()
  return joined
}

/** What two texts begin with alike, up to the end of a word. */
function sharedStart(one: string, other: string): string {
  let end = 0
  while (end < one.length && one[end] === other[end]) end += 1
  while (end > 0 && (isInside(one, end) || isInside(other, end))) end -= 1
  return one.slice(0, end)
}

/** Whether a cut here would part a word, a letter from its mark, or the two halves of one sign. */
function isInside(text: string, at: number): boolean {
  return (
    /^[\p{L}\p{M}\p{N}_]{2}$/u.test(text.slice(at - 1, at + 1)) ||
    /^(?:\p{M}|[\udc00-\udfff])/u.test(text.slice(at))
  )
}
