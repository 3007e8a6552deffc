import type { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { Priority } from '#workflows/workflow'

export interface DeadlineQuestion {
  workflow: string
  requestTypeId: number
  priority: Priority
  /** Video when any item is video; no criteria counts as image (shared/workflows, deadline hours). */
  criteria: 'image' | 'video'
}

/**
 * Hours a ticket may take by the deadline rules; the most specific rule wins: request type, then criteria, then
 * priority alone.
 * @returns null when no rule speaks of it
 */
export async function deadlineHours(
  question: DeadlineQuestion,
  client: QueryClientContract = db.connection()
): Promise<number | null> {
  const allowed = await allowedHours(question, client)
  return allowed?.hours ?? null
}

function ruleFor(question: DeadlineQuestion, client: QueryClientContract) {
  return client
    .from('deadline_rules')
    .where('workflow', question.workflow)
    .where('priority', question.priority)
    .where((any) =>
      any.whereNull('request_type_id').orWhere('request_type_id', question.requestTypeId)
    )
    .where((any) => any.whereNull('criteria').orWhere('criteria', question.criteria))
    .orderByRaw('request_type_id is null, criteria is null')
    .select('hours', 'response_hours')
    .first()
}

/** Hours to the deadline and to the first answer (null where the rule promises none); null without a rule. */
export async function allowedHours(
  question: DeadlineQuestion,
  client: QueryClientContract = db.connection()
): Promise<{ hours: number; responseHours: number | null } | null> {
  const rule = await ruleFor(question, client)
  if (!rule) return null
  return {
    hours: Number(rule.hours),
    responseHours: rule.response_hours && Number(rule.response_hours),
  }
}

/** The deadline of a clock that started at an instant; null without a rule. */
export async function computeDeadline(
  question: DeadlineQuestion,
  startedAt: DateTime,
  client: QueryClientContract = db.connection()
): Promise<DateTime | null> {
  const hours = await deadlineHours(question, client)
  return hours === null ? null : startedAt.plus({ minutes: Math.round(hours * 60) })
}

/** The criteria that the deadline looks at. */
export function deadlineCriteria(
  criteria: 'image' | 'video' | null,
  items: { criteria: 'image' | 'video' | null }[]
): 'image' | 'video' {
  if (items.length > 0) return items.some((item) => item.criteria === 'video') ? 'video' : 'image'
  return criteria ?? 'image'
}
