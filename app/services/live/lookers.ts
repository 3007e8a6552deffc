import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import Ticket from '#models/ticket'
import type User from '#models/user'
import { announce } from '#services/live/announce'
import { MOST_A_SESSION } from '#services/live/streams'
import { whoSees } from '#services/live/who_sees'

/** A stream that was not seen for so long (its process died) looks at nothing any more. */
const STALE = `now() - interval '60 seconds'`

/** Whoever is on a ticket page now, as one of the others sees him. */
export interface Looker {
  id: number
  name: string
}

/** What one stream is told about one ticket that it looks at. */
export interface View {
  ticket: number
  userId: number
  /** When this stream began to look, in milliseconds. */
  since: number
  /** The others. */
  people: Looker[]
}

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

/** Who looks at these tickets, as each stream may be told: people who may see the ticket, to people who may see it. */
export async function whoLooks(ticketIds: number[]): Promise<Map<string, View[]>> {
  if (ticketIds.length === 0) return new Map()
  const { rows } = await db.rawQuery(
    `select l.stream, l.ticket_id, l.user_id, extract(epoch from l.since) * 1000 as since,
       coalesce(nullif(trim(u.first_name || ' ' || u.last_name), ''), u.username::text) as name
     from live_lookers l join users u on u.id = l.user_id
     where l.ticket_id = any(?) and l.seen_at > ${STALE}
     order by l.since, l.user_id`,
    [ticketIds]
  )
  const asked = new Map(rows.map((row: any) => [row.ticket_id, { from: new Set<string>() }]))
  const userIds = [...new Set(rows.map((row: any) => row.user_id))]
  const sees = await whoSees(asked as never, userIds as number[])
  const allowed = rows.filter((row: any) => sees.get(row.ticket_id)?.includes(row.user_id))
  const lookers = lookersOf(allowed)
  const views = new Map<string, View[]>()
  for (const { stream, ticket_id: ticket, user_id: userId, since } of allowed) {
    const people = [...lookers.get(ticket)!.values()].filter(({ id }) => id !== userId)
    const view = { ticket, userId, since: Number(since), people }
    views.set(stream, [...(views.get(stream) ?? []), view])
  }
  return views
}

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

async function announceLooking(trx: Parameters<typeof announce>[0], rows: { ticket_id: number }[]) {
  const looking = [...new Set(rows.map((row) => row.ticket_id))]
  if (looking.length > 0) await announce(trx, { looking })
}

/** The people on each ticket, each once, however many streams he has. */
function lookersOf(rows: any[]): Map<number, Map<number, Looker>> {
  const lookers = new Map<number, Map<number, Looker>>()
  for (const { ticket_id: ticket, user_id: id, name } of rows) {
    const people = lookers.get(ticket) ?? new Map<number, Looker>()
    lookers.set(ticket, people.set(id, { id, name }))
  }
  return lookers
}
