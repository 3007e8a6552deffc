import db from '@adonisjs/lucid/services/db'
import type { PinShape } from '#models/pin'
import type { Written } from '#services/proofing/written'

export interface LoadedPin extends Written {
  id: number
  deliverable_id: number
  number: number
  shape: PinShape
  page: number | null
  points: [number, number][]
  start_ms: number | null
  end_ms: number | null
  comment_count: number
  resolved_at: Date | null
  resolved_by: number | null
  resolver_name: string | null
  /** The versions on which it was made and checked off. */
  made_on: number
  done_on: number | null
}

/**
 * The pins of these deliverables, in the order of their numbers.
 * @param most so many of them; all without
 */
export async function loadPins(
  deliverableIds: number[],
  most: number | null = null
): Promise<LoadedPin[]> {
  const { rows } = await db.rawQuery(
    `select p.id, p.deliverable_id, p.number, p.shape, p.page, p.points, p.start_ms, p.end_ms, p.author_id, p.guest_id, p.created_at,
       p.comment_count, p.resolved_at, p.resolved_by, made.version as made_on, g.name as guest_name, d.name as resolver_name,
       case when p.resolved_at is not null then coalesce(done.version, made.version) end as done_on
     from pins p
     join attachments made on made.id = p.attachment_id
     left join attachments done on done.id = p.resolved_on
     left join guests g on g.id = p.guest_id
     left join guests d on d.id = p.resolved_by_guest
     where p.deliverable_id = any(:ids::int[]) order by p.number, p.deliverable_id limit :most`,
    { ids: deliverableIds, most }
  )
  return rows
}
