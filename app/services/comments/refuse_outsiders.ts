import { Invalid } from '#exceptions/refusals'
import type { Mentioned } from '#services/comments/find_mentioned'

/**
 * A note names nobody who may not read it.
 * @throws Invalid 422 on `body`
 */
export function refuseOutsiders(mentioned: Mentioned[]): void {
  const outside = mentioned.filter((one) => !one.seesNotes)
  if (outside.length === 0) return
  throw new Invalid('body', 'comments.note_mentions_outsider', {
    names: outside.map((one) => one.fullName).join(', '),
  })
}
