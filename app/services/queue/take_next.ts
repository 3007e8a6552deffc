import { Conflict, NotFound, Refusal } from '#exceptions/refusals'
import type Ticket from '#models/ticket'
import type { Actor } from '#services/actor'
import { conditionOf, mostUrgentFirst, openIn } from '#services/queue/narrow_queue'
import { findQueue, type Queue } from '#services/queue/queues_of'
import { transitionTicket } from '#services/tickets/transition_ticket'

/** So many are looked up at once; more only when others were quicker with all of them. */
const TRIED = 10

/** Tickets that others held while they were passed over are asked for once more, this many. */
const ASKED_AGAIN = 5

/**
 * Gives a person the most urgent ticket of a queue that nobody has and that is not his own request. Who presses at the
 * same moment gets another one: a ticket that somebody holds is passed over.
 * @returns null when nothing is left for him
 * @throws NotFound for a queue that is none of his business; Refusal when he does not work there
 */
export async function takeNext(departmentId: number, actor: Actor): Promise<Ticket | null> {
  const { queue } = await findQueue(actor.by!, departmentId)
  if (!queue.isOwn) throw new Refusal('queue.not_yours')
  const tried: number[] = []
  const held: number[] = []
  for (;;) {
    const ids = await nextIn(queue, actor, tried)
    if (ids.length === 0) break
    for (const id of ids) {
      tried.push(id)
      const taken = await take(id, actor, true)
      if (taken === 'held') held.push(id)
      else if (taken) return taken
    }
  }
  for (const id of held.slice(0, ASKED_AGAIN)) {
    const taken = await take(id, actor, false)
    if (taken && taken !== 'held') return taken
  }
  return null
}

async function nextIn(queue: Queue, { by }: Actor, tried: number[]): Promise<number[]> {
  const { sql, bindings } = conditionOf('unassigned', by!)
  const free = openIn([queue.id], by!)
    .whereRaw(sql, bindings)
    .whereNot('tickets.requester_id', by!.id)
    .whereNotIn('tickets.id', tried)
  const rows = await mostUrgentFirst(free).limit(TRIED).select('tickets.id')
  return rows.map(({ id }: { id: number }) => id)
}

/** Null when somebody else was quicker; `held` when it could not be had just now. */
async function take(
  id: number,
  actor: Actor,
  skipLocked: boolean
): Promise<Ticket | 'held' | null> {
  try {
    return await transitionTicket(id, 'take', { skipLocked }, actor)
  } catch (error) {
    if (error instanceof Conflict && error.key === 'busy') return 'held'
    if (error instanceof Refusal || error instanceof NotFound) return null
    throw error
  }
}
