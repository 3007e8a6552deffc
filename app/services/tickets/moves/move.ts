import type { ActivityEntry } from '#services/activity/record_activity'
import type { TransitionInput } from '#services/tickets/transition_ticket'
import type { LockedTicket } from '#services/tickets/with_locked_ticket'
import type { Transition } from '#workflows/workflow'

/** What one transition does beyond what all do; sets the ticket, unsaved. */
export type Move = (
  locked: LockedTicket,
  transition: Transition,
  input: TransitionInput
) => Promise<ActivityEntry>

/** The activity of a move as its workflow words it, and those whom it tells. */
export function plain(
  transition: Transition,
  details: Record<string, unknown> = {}
): ActivityEntry {
  return {
    action: transition.activity as string,
    details,
    tells: [{ to: transition.tells, kind: transition.kind }],
  }
}
