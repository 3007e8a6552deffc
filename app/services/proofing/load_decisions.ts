import db from '@adonisjs/lucid/services/db'
import type { ProofDecision } from '#models/deliverable'
import type { Written } from '#services/proofing/written'

export interface LoadedDecision extends Written {
  id: number
  deliverable_id: number
  decision: ProofDecision
  note: string
  is_advice: boolean
  version: number
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
