import db from '@adonisjs/lucid/services/db'
import { noteIdle } from '#services/deadlines/note_idle'
import { noteNearDeadlines } from '#services/deadlines/note_near_deadlines'
import { noteOverdue } from '#services/deadlines/note_overdue'
import { noteLateResponses, noteNearResponses } from '#services/deadlines/note_responses'
import { noteUnconfirmed } from '#services/deadlines/note_unconfirmed'
import { wakeDeliveries } from '#services/deliveries/wake_deliveries'

const TIMERS = [
  noteNearDeadlines,
  noteOverdue,
  noteNearResponses,
  noteLateResponses,
  noteIdle,
  noteUnconfirmed,
]

/**
 * Tells whom a deadline, a first answer, a standstill or a missing confirmation concerns. One worker at a time looks; what another one
 * has already told is not told again. Each kind is written for itself, so that one that fails holds up none of the others.
 * @returns how many deliveries were written
 * @throws the first failure, once all were tried
 */
export async function watchTickets(timers = TIMERS): Promise<number> {
  let written = 0
  const failures: unknown[] = []
  for (const note of timers) {
    await write(note).then(
      (count) => (written += count),
      (error) => failures.push(error)
    )
  }
  if (failures.length > 0) throw failures[0]
  return written
}

function write(note: (typeof TIMERS)[number]): Promise<number> {
  return db.transaction(async (trx) => {
    const { rows } = await trx.rawQuery(
      `select pg_try_advisory_xact_lock(hashtext('countersign.watch')) as mine`
    )
    if (!rows[0].mine) return 0
    const count = await note(trx)
    if (count > 0) await wakeDeliveries(trx)
    return count
  })
}
