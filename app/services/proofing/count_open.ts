import clock from '#services/clock'
import type { LockedProof } from '#services/proofing/with_locked_proof'

/** Keeps the counts of open pins on the deliverable and its ticket, under the ticket's lock. */
export async function countOpen({ deliverable, ticket }: LockedProof, by: 1 | -1): Promise<void> {
  await deliverable.merge({ openPins: Math.max(0, deliverable.openPins + by) }).save()
  await ticket.merge({ openPins: Math.max(0, ticket.openPins + by), updatedAt: clock.now() }).save()
}
