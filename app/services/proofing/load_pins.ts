import db from '@adonisjs/lucid/services/db'
import type { ProofDecision } from '#models/deliverable'
import type { PinShape } from '#models/pin'
import { ANSWERS_SHOWN } from '#services/proofing/limits'

/** Somebody of the desk, or a guest by his name. */
interface Written {
  author_id: number | null
  guest_id: number | null
  guest_name: string | null
  created_at: Date
}

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

export interface LoadedWords extends Written {
  id: number
  pin_id: number
  body: string
}

export interface LoadedDecision extends Written {
  id: number
  deliverable_id: number
  decision: ProofDecision
  note: string
  is_advice: boolean
  version: number
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

/** The first words of each pin and its newest answers; of one pin, or of all, every answer. */
export async function loadWords(pins: LoadedPin[], whole: number | 'all'): Promise<LoadedWords[]> {
  if (pins.length === 0) return []
  const { rows } = await db.rawQuery(
    `select c.*, g.name as guest_name from (
       select *, row_number() over (partition by pin_id order by id) as place,
         row_number() over (partition by pin_id order by id desc) as back
       from pin_comments where pin_id = any(:ids)
     ) c left join guests g on g.id = c.guest_id
     where c.place = 1 or c.back <= :shown or :isWhole or c.pin_id = :whole
     order by c.id`,
    {
      ids: pins.map(({ id }) => id),
      shown: ANSWERS_SHOWN,
      isWhole: whole === 'all',
      whole: pins.find(({ number }) => number === whole)?.id ?? 0,
    }
  )
  return rows
}

/** The decisions on these deliverables, the newest first. */
export async function loadDecisions(deliverableIds: number[]): Promise<LoadedDecision[]> {
  const { rows } = await db.rawQuery(
    `select d.id, d.deliverable_id, d.decision, d.note, d.is_advice, d.created_at, d.user_id as author_id, d.guest_id,
       g.name as guest_name, a.version
     from proof_decisions d
     join attachments a on a.id = d.attachment_id
     left join guests g on g.id = d.guest_id
     where d.deliverable_id = any(?::int[]) order by d.id desc`,
    [deliverableIds]
  )
  return rows
}
