import type { AuditQuestion } from '#services/audit/audit_question'

/** Narrows a query over `audit_events` to what was asked for. */
export function narrowAudit<Query>(
  query: Query,
  { actions, actorId, subjectId, q, from, to }: AuditQuestion
): Query {
  const builder = query as any
  if (actions) builder.whereIn('action', [...actions])
  if (actorId) builder.where('actor_id', actorId)
  if (subjectId) builder.where({ subject_type: 'user', subject_id: String(subjectId) })
  if (q) builder.whereRaw('subject_label ilike ?', [patternOf(q)])
  if (from) builder.where('created_at', '>=', from)
  if (to) builder.where('created_at', '<', to)
  return query
}

/** Anywhere in the label; one or two characters at its beginning alone, which the index can find. */
function patternOf(q: string): string {
  const text = q.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)
  return [...q].length < 3 ? `${text}%` : `%${text}%`
}
