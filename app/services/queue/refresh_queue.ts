import type User from '#models/user'
import type { Words } from '#services/activity/describe_activity'
import { countQueue } from '#services/queue/count_queue'
import {
  idsOf,
  queueAddress,
  readQueueQuestion,
  tabsOf,
  withLookers,
} from '#services/queue/list_queue'
import { findQueue } from '#services/queue/queues_of'
import { loadTicketRows } from '#services/tickets/list/load_ticket_rows'
import { liveRows } from '#validators/live_rows'

/**
 * The rows of an open queue that changed, as they are now, how many tickets came to its page that it does not show yet,
 * and the numbers of its tabs.
 * @param query the address of the queue, with `shown` and `changed` (without it any may have changed)
 * @throws a validation error (422) for what cannot be read; NotFound for a queue that is none of his business
 */
export async function refreshQueue(
  query: Record<string, unknown>,
  departmentId: number,
  viewer: User,
  words: Words
) {
  const { queue } = await findQueue(viewer, departmentId)
  const { shown = [], changed } = await liveRows.validate(query)
  const question = await readQueueQuestion(query, queue, viewer)
  const wanted = changed ? shown.filter((id) => changed.includes(id)) : shown
  const rows = await loadTicketRows(wanted, viewer, words)
  const here = rows.filter(({ handlingDepartmentId }) => handlingDepartmentId === queue.id)
  const found = new Set(here.map(({ id }) => id))
  const ids = await idsOf(question, viewer)
  const counts = await countQueue(queue.id, viewer)
  return {
    queue,
    rows: await withLookers(here, viewer),
    gone: wanted.filter((id) => !found.has(id)),
    fresh: ids.filter((id) => !shown.includes(id)).length,
    tabs: tabsOf(question, counts, words),
    address: queueAddress(question),
  }
}
