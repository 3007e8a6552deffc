import db from '@adonisjs/lucid/services/db'
import { announceLooking } from '#services/live/announce_looking'

/** A stream that was not seen for so long (its process died) looks at nothing any more. */
export const STALE = `now() - interval '60 seconds'`

/** Streams of this process are still there; what nobody has seen for long goes. */
export async function keepLookers(streams: string[]): Promise<void> {
  await db
    .from('live_lookers')
    .whereIn('stream', streams)
    .update({ seen_at: db.raw('now()') })
  await db.transaction(async (trx) => {
    const { rows } = await trx.rawQuery(
      `delete from live_lookers where (session_id, stream, ticket_id) in (
         select session_id, stream, ticket_id from live_lookers where seen_at < ${STALE}
         for update skip locked)
       returning ticket_id`
    )
    await announceLooking(trx, rows)
  })
}

/** These streams have closed: their people look no longer. */
export async function forgetLookers(streams: string[]): Promise<void> {
  await db.transaction(async (trx) => {
    const { rows } = await trx.rawQuery(
      'delete from live_lookers where stream = any(?) returning ticket_id',
      [streams]
    )
    await announceLooking(trx, rows)
  })
}
