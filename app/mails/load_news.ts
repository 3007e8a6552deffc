import db from '@adonisjs/lucid/services/db'
import type { Part } from '#services/deliveries/sort_wanted'

/** One event of a mail that tells of several. */
export interface NewsEvent extends Part {
  happenedAt: Date
  /** Why this person is told: a relation, or "chosen". */
  reason: string
  /** What the activity and the notification say besides. */
  details: Record<string, unknown>
  actorName: string | null
  /** What somebody wrote: a comment, or the reason of a decision. */
  quote: string | null
  changes: { field: string; before: string | null; after: string | null }[]
}

/** What happened, for all deliveries of one mail, in one query. */
export async function loadNews(parts: Part[]): Promise<NewsEvent[]> {
  const { rows } = await db.rawQuery(
    `select d.id, coalesce(n.created_at, d.created_at) as happened_at, a.changes, a.details, n.reason,
       coalesce(nullif(trim(u.first_name || ' ' || u.last_name), ''), u.username) as actor,
       coalesce(c.body, a.details ->> 'note') as quote
     from deliveries d
     left join notifications n on n.id = d.notification_id
     left join activities_in_full a on a.id = n.activity_id
     left join users u on u.id = n.actor_id
     left join comments c on c.ticket_id = d.ticket_id and c.id = case
       when d.details ->> 'commentId' ~ '^[0-9]{1,9}$' then (d.details ->> 'commentId')::int end
     where d.id = any(:ids)`,
    { ids: parts.map(({ delivery }) => delivery.id) } as Record<string, any>
  )
  const byId = new Map<number, any>(rows.map((row: any) => [row.id, row]))
  return parts.map((part) => {
    const row = byId.get(part.delivery.id)
    return {
      ...part,
      happenedAt: row.happened_at,
      reason: row.reason ?? 'chosen',
      details: { ...row.details, ...part.delivery.details },
      actorName: row.actor,
      quote: row.quote,
      changes: row.changes ?? [],
    }
  })
}
