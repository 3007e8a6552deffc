import type User from '#models/user'
import { lookersOn } from '#services/queue/lookers_on'
import { openIn } from '#services/queue/narrow_queue'
import { findQueue } from '#services/queue/queues_of'
import { liveRows } from '#validators/live_rows'

/**
 * Who else looks at the tickets that an open queue shows; tickets that are not (or no longer) in it are left out.
 * @param query `shown`, the ids of the rows
 * @throws a validation error (422) for what cannot be read; NotFound for a queue that is none of his business
 */
export async function readLookers(
  query: Record<string, unknown>,
  departmentId: number,
  viewer: User
) {
  const { queue } = await findQueue(viewer, departmentId)
  const { shown = [] } = await liveRows.validate(query)
  const rows = await openIn([queue.id], viewer).whereIn('tickets.id', shown).select('tickets.id')
  const ids = rows.map(({ id }: { id: number }) => id)
  const looking = await lookersOn(ids, viewer)
  return ids.map((ticket: number) => ({
    ticket,
    people: (looking.get(ticket) ?? []).map(({ id, name }) => ({ id, name })),
  }))
}
