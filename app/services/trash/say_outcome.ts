import type { I18n } from '@adonisjs/i18n'
import type { Outcome } from '#services/tickets/each_on_its_own'
import type { Toast } from '#services/words/flash_toast'

/** Reasons that are said, and numbers beside each: a cookie carries them to the next page. */
const MOST_REASONS = 4
const MOST_NUMBERS = 12
/** Characters of the address that undoing leads back to. */
const LONGEST_BACK = 500

/**
 * Says what became of several tickets: how many, and by number which stayed as they were and why.
 * @param key of the sentence that counts those that were done
 * @param undoTo where undoing leads; without it nothing is offered
 */
export function sayOutcome(
  { done, refused }: Outcome,
  i18n: I18n,
  { key, params = {}, undoTo }: { key: string; params?: Record<string, string>; undoTo?: string }
): Toast[] {
  const toasts: Toast[] = []
  if (done.length > 0) {
    const text = i18n.t(key, { ...params, count: done.length, id: String(done[0]) })
    toasts.push(undoTo ? { text, undo: undoOf(done, undoTo) } : { text })
  }
  if (refused.length > 0) toasts.push({ text: sayRefused(refused, i18n), tone: 'stop', stay: true })
  return toasts
}

function undoOf(done: number[], undoTo: string): Toast['undo'] {
  const back = undoTo.length > LONGEST_BACK ? '/tickets' : undoTo
  return { action: '/trash/delete', values: { tickets: done.join(','), back } }
}

function sayRefused(refused: Outcome['refused'], i18n: I18n): string {
  const byReason = new Map<string, number[]>()
  for (const { id, why } of refused) byReason.set(why, [...(byReason.get(why) ?? []), id])
  const reasons = [...byReason].slice(0, MOST_REASONS)
  const said = reasons.map(([why, ids]) => {
    const named = ids.slice(0, MOST_NUMBERS).map((id) => `#${id}`)
    if (ids.length > named.length)
      named.push(i18n.t('trash.more', { count: ids.length - MOST_NUMBERS }))
    return i18n.t('trash.because', { numbers: named.join(', '), why })
  })
  return [i18n.t('trash.left', { count: refused.length }), ...said].join(' ')
}
