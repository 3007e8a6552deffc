import db from '@adonisjs/lucid/services/db'
import { STALE } from '#services/live/keep_lookers'
import { whoSees } from '#services/live/who_sees'

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

/** The people on each ticket, each once, however many streams he has. */
function lookersOf(rows: any[]): Map<number, Map<number, Looker>> {
  const lookers = new Map<number, Map<number, Looker>>()
  for (const { ticket_id: ticket, user_id: id, name } of rows) {
    const people = lookers.get(ticket) ?? new Map<number, Looker>()
    lookers.set(ticket, people.set(id, { id, name }))
  }
  return lookers
}
