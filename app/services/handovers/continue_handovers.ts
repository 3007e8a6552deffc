import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import User from '#models/user'
import { system, type Actor } from '#services/actor'
import { countFailure } from '#services/handovers/count_failure'
import { finishHandover } from '#services/handovers/finish_handover'
import { handOverTogether, type Handover, type Part } from '#services/handovers/hand_over_together'

/** Tickets of one transaction: few enough that nobody waits for them, enough that one mail tells of many. */
const BATCH = 25

/**
 * Goes on with hand-overs that were too much for one act: batch by batch, each in a transaction that also writes down that
 * it is done. Two workers at once do no harm, and a restart goes on where the last one was. A ticket that somebody holds
 * is left for the next run, one that fails for the next seven.
 * @returns how many tickets were gone through
 */
export async function continueHandovers(signal?: AbortSignal): Promise<number> {
  let count = 0
  for (const handover of await unfinished()) {
    const actor = await actorOf(handover.actorId)
    let after: number | null = 0
    while (after !== null && !signal?.aborted) {
      const done: Done = await goOn(handover, after, actor)
      count += done.count
      after = done.last
    }
    if (signal?.aborted) break
    await db.transaction((trx) => finishHandover(trx, handover, actor))
  }
  return count
}

interface Done {
  count: number
  /** The last ticket that was looked at; null at the end. */
  last: number | null
}

async function goOn(handover: Handover, after: number, actor: Actor): Promise<Done> {
  const found = await waitingAfter(handover.id, after)
  if (found.length === 0) return { count: 0, last: null }
  const last = found[found.length - 1].id
  try {
    return { count: await together(handover, found, actor), last }
  } catch (error) {
    logger.error({ err: error, handover: handover.id }, 'a batch could not be handed over')
  }
  // One of them is to blame: the others go on without it.
  let count = 0
  for (const part of found) {
    try {
      count += await together(handover, [part], actor)
    } catch (error) {
      await countFailure(handover, part, error, actor)
    }
  }
  return { count, last }
}

function together(handover: Handover, parts: Part[], actor: Actor): Promise<number> {
  return db.transaction(async (trx) => {
    const rows = await trx
      .from('handover_tickets')
      .where({ handover_id: handover.id, state: 'waiting' })
      .whereIn(
        'ticket_id',
        parts.map(({ id }) => id)
      )
      .orderBy('ticket_id')
      .forUpdate()
      .skipLocked()
      .select('ticket_id as id', 'choice')
    return rows.length > 0 ? handOverTogether(trx, handover, rows, actor) : 0
  })
}

async function unfinished(): Promise<(Handover & { actorId: number })[]> {
  return db
    .from('handovers')
    .whereNull('finished_at')
    .orderBy('id')
    .select('id', 'why', 'name', 'subject_type as subjectType', 'subject_id as subjectId')
    .select('actor_id as actorId')
}

async function waitingAfter(handoverId: number, ticketId: number): Promise<Part[]> {
  return db
    .from('handover_tickets')
    .where({ handover_id: handoverId, state: 'waiting' })
    .where('ticket_id', '>', ticketId)
    .orderBy('ticket_id')
    .limit(BATCH)
    .select('ticket_id as id', 'choice')
}

/** The admin who confirmed it; once he is none any more the desk itself finishes what he began. */
async function actorOf(userId: number): Promise<Actor> {
  const by = await User.asActor(userId)
  return by?.isActive && by.isAdmin ? { by, channel: 'web' } : system
}
