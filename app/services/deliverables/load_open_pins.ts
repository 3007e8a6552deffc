import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import db from '@adonisjs/lucid/services/db'
import { nameIn } from '#services/words/name_in'

/** A pin that nobody has checked off, with the first words on it. */
export interface OpenPin {
  deliverableId: number
  /** What the deliverable is called. */
  deliverable: string
  number: number
  /** On which version it was set. */
  version: number
  shape: string
  page: number | null
  points: [number, number][]
  startMs: number | null
  endMs: number | null
  body: string
  author: string
  isGuest: boolean
}

/** Pins that are read at once; a ticket with more says how many it leaves out. */
export const MOST_OPEN_PINS = 300

/** The open pins of a ticket, in the order of its deliverables and of their numbers, in one query. */
export async function loadOpenPins(
  ticketId: number,
  client: QueryClientContract = db.connection(),
  most = MOST_OPEN_PINS
): Promise<OpenPin[]> {
  const { rows } = await client.rawQuery(
    `select d.id as "deliverableId", d.name as deliverable, p.number, a.version, p.shape, p.page, p.points,
       p.start_ms as "startMs", p.end_ms as "endMs", left(c.body, 1000) as body,
       coalesce(g.name, ${nameIn('u')}, '') as author, p.guest_id is not null as "isGuest"
     from deliverables d
     join pins p on p.deliverable_id = d.id and p.resolved_at is null
     join attachments a on a.id = p.attachment_id
     left join users u on u.id = p.author_id
     left join guests g on g.id = p.guest_id
     left join lateral (select body from pin_comments where pin_id = p.id order by id limit 1) c on true
     where d.ticket_id = :ticketId and d.removed_at is null and d.open_pins > 0
     order by d.id, p.number
     limit :most`,
    { ticketId, most }
  )
  return rows.map((row: OpenPin) => ({ ...row, body: row.body ?? '' }))
}
