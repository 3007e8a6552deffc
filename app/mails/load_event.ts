import db from '@adonisjs/lucid/services/db'
import type Delivery from '#models/delivery'

export interface EventOfMail {
  /** Why this person is told: a relation, or "chosen". */
  reason: string
  actorName: string | null
  /** The reason or wish that somebody wrote with a decision. */
  note: string | null
  /** The comment it is about. */
  comment: { by: string; body: string } | null
  changes: { field: string; before: string | null; after: string | null }[]
  /** What the activity and the notification say besides: the ticket it was merged into. */
  details: Record<string, unknown>
}

/** What happened, for one delivery, in one query. */
export async function loadEvent(delivery: Delivery): Promise<EventOfMail> {
  const commentId = Number((delivery.details as { commentId?: number }).commentId) || null
  const { rows } = await db.rawQuery(
    `select n.reason, nullif(trim(u.first_name || ' ' || u.last_name), '') as actor, u.username,
       a.details ->> 'note' as note, a.details, a.changes, c.body,
       nullif(trim(w.first_name || ' ' || w.last_name), '') as writer
     from (select 1) one
     left join notifications n on n.id = :notificationId::bigint
     left join activities_in_full a on a.id = n.activity_id
     left join users u on u.id = n.actor_id
     left join comments c on c.id = :commentId::int and c.ticket_id = :ticketId::int
     left join users w on w.id = c.user_id`,
    { notificationId: delivery.notificationId, commentId, ticketId: delivery.ticketId } as any
  )
  const row = rows[0]
  return {
    reason: row.reason ?? 'chosen',
    actorName: row.actor ?? row.username ?? null,
    note: [row.note, ...(row.details?.pins ?? [])].filter(Boolean).join('\n') || null,
    comment: row.body ? { by: row.writer ?? '', body: row.body } : null,
    changes: row.changes ?? [],
    details: { ...row.details, ...delivery.details },
  }
}
