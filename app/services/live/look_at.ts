import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import Ticket from '#models/ticket'
import type User from '#models/user'
import { announceLooking } from '#services/live/announce_looking'
import { MOST_A_SESSION } from '#services/live/streams'

/**
 * Notes which tickets a browser looks at from now on; those it may not see are passed over. The row is the session's own,
 * so that a foreign stream id does nothing but to its sender. A session has no more of them than it may have streams.
 */
export async function lookAt(
  viewer: User,
  { sessionId, stream, tickets }: { sessionId: number; stream: string; tickets: number[] }
): Promise<void> {
  const seen = await Ticket.query()
    .whereIn('tickets.id', tickets)
    .whereNull('tickets.deleted_at')
    .withScopes((scopes) => scopes.visibleTo(viewer))
    .select('tickets.id')
  const ids = seen.map(({ id }) => id)
  await db.transaction(async (trx) => {
    const { rows } = await trx.rawQuery(
      `with gone as (
         delete from live_lookers
         where session_id = :sessionId and stream = :stream and ticket_id <> all(:ids)
         returning ticket_id
       ), came as (
         insert into live_lookers (session_id, stream, ticket_id, user_id)
         select :sessionId, :stream, id, :userId from unnest(:ids::int[]) as id
         on conflict (session_id, stream, ticket_id) do update set seen_at = now()
         returning ticket_id, xmax = 0 as is_new
       ), changed as (
         select ticket_id from gone union select ticket_id from came where is_new
       )
       select ticket_id from changed
       where exists (select 1 from live_lookers other
         where other.ticket_id = changed.ticket_id and other.user_id <> :userId)`,
      { sessionId, stream, ids, userId: viewer.id }
    )
    await announceLooking(trx, [...rows, ...(await forgetMost(trx, sessionId, stream))])
  })
}

/** Of the streams that a session names, true or not, only the latest count beside the present one. */
async function forgetMost(trx: TransactionClientContract, sessionId: number, stream: string) {
  const { rows } = await trx.rawQuery(
    `delete from live_lookers where (session_id, stream, ticket_id) in (
       select session_id, stream, ticket_id from live_lookers
       where session_id = :sessionId and stream <> :stream and stream not in (
         select stream from live_lookers where session_id = :sessionId and stream <> :stream
         group by stream order by max(seen_at) desc limit :most)
       for update skip locked)
     returning ticket_id`,
    { sessionId, stream, most: MOST_A_SESSION - 1 }
  )
  return rows as { ticket_id: number }[]
}
