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
 * has already told is not told again.
 * @returns how many deliveries were written
 */
export async function watchTickets(): Promise<number> {
  return db.transaction(async (trx) => {
    const { rows } = await trx.rawQuery(
      `select pg_try_advisory_xact_lock(hashtext('countersign.watch')) as mine`
    )
    if (!rows[0].mine) return 0
    let written = 0
    for (const note of TIMERS) written += await note(trx)
    if (written > 0) await wakeDeliveries(trx)
    return written
  })
}
