import { requestFor } from '#services/notifications/events'
import type { Telling } from '#services/notifications/tell'
import type { StepEntry } from '#services/tickets/enter_steps'

/**
 * The request to decide, to everybody who may decide the waiting step.
 * @returns nothing to tell when no step waits
 */
export function askApprovers(entry: Pick<StepEntry, 'waiting'>, changed?: string[]): Telling[] {
  const { waiting } = entry
  if (!waiting) return []
  return [
    {
      to: { ids: waiting.approvers.map(({ id }) => id) },
      kind: requestFor(waiting.step),
      details: {
        step: waiting.step,
        ...(waiting.byAdmins ? { byAdmins: true } : {}),
        ...(changed ? { changed } : {}),
      },
    },
  ]
}
