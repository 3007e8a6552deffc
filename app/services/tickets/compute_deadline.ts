import type { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { calendarOf } from '#services/deadlines/calendar_of'
import type { BusinessCalendar } from '#services/deadlines/business_calendar'
import { afterWorkingTime } from '#services/deadlines/working_time'
import type { Priority } from '#workflows/workflow'

export interface DeadlineQuestion {
  workflow: string
  requestTypeId: number
  priority: Priority
  /** Video when any item is video; no criteria counts as image (shared/workflows, deadline hours). */
  criteria: 'image' | 'video'
}

/** A deadline rule as far as it speaks of a ticket. */
export interface Rule {
  workflow: string
  requestTypeId: number | null
  /** It was made for the heading that the type stands under. */
  isInherited?: boolean
  priority: string
  criteria: string | null
  hours: number
  responseHours: number | null
}

/**
 * The rule that speaks of a ticket; the most specific one wins: request type, then the heading above it, then criteria,
 * then priority alone. Pure, so that a list may ask it for each row.
 */
export function chooseRule(rules: Rule[], question: DeadlineQuestion): Rule | null {
  const weight = ({ requestTypeId, isInherited, criteria }: Rule) =>
    (requestTypeId ? (isInherited ? 2 : 4) : 0) + (criteria ? 1 : 0)
  const [best] = rules
    .filter(
      ({ workflow, priority }) => workflow === question.workflow && priority === question.priority
    )
    .filter((rule) => !rule.requestTypeId || rule.requestTypeId === question.requestTypeId)
    .filter((rule) => !rule.criteria || rule.criteria === question.criteria)
    .sort((a, b) => weight(b) - weight(a))
  return best ?? null
}

/** All deadline rules, those of a heading for each type below it too; there are few. */
export async function loadRules(client: QueryClientContract = db.connection()): Promise<Rule[]> {
  const rows = await client
    .from('deadline_rules as rule')
    .joinRaw(
      `cross join lateral (select rule.request_type_id as type_id, false as is_inherited
         union all select id, true from request_types where parent_id = rule.request_type_id) as type`
    )
    .orderBy('rule.id')
    .select('rule.*', 'type_id', 'is_inherited')
  return rows.map((row) => ({
    workflow: row.workflow,
    requestTypeId: row.type_id,
    isInherited: row.is_inherited,
    priority: row.priority,
    criteria: row.criteria,
    hours: Number(row.hours),
    responseHours: row.response_hours === null ? null : Number(row.response_hours),
  }))
}

/** The rule for a ticket: hours to the deadline and to the first answer (null where it promises none); null without one. */
export async function allowedHours(
  question: DeadlineQuestion,
  client: QueryClientContract = db.connection()
): Promise<Rule | null> {
  return chooseRule(await loadRules(client), question)
}

/** Hours a ticket may take by the deadline rules; null when no rule speaks of it. */
export async function deadlineHours(
  question: DeadlineQuestion,
  client: QueryClientContract = db.connection()
): Promise<number | null> {
  const rule = await allowedHours(question, client)
  return rule?.hours ?? null
}

/** What the rules promise of a ticket whose clock would start at an instant. */
export interface Expected {
  hours: number
  responseHours: number | null
  deadlineAt: DateTime | null
  responseDueAt: DateTime | null
  /** The hours are working hours of this calendar; null is round the clock. */
  calendar: BusinessCalendar | null
}

/**
 * The deadlines of a clock that starts at an instant, in the working hours of a department: what a form shows before it is
 * sent, by the arithmetic that sets it afterwards.
 * @returns null without a rule
 */
export async function expectDeadline(
  question: DeadlineQuestion,
  departmentId: number,
  startedAt: DateTime,
  client: QueryClientContract = db.connection()
): Promise<Expected | null> {
  const rule = await allowedHours(question, client)
  if (!rule) return null
  const { hours, responseHours } = rule
  const calendar = await calendarOf(client, departmentId)
  const after = (given: number) => afterWorkingTime(startedAt, secondsOf(given), calendar)
  return {
    hours,
    responseHours,
    deadlineAt: after(hours),
    responseDueAt: responseHours === null ? null : after(responseHours),
    calendar,
  }
}

/** Hours of a rule as whole minutes, in seconds. */
export function secondsOf(hours: number): number {
  return Math.round(Number(hours) * 60) * 60
}

/** The criteria that the deadline looks at. */
export function deadlineCriteria(
  criteria: 'image' | 'video' | null,
  items: { criteria: 'image' | 'video' | null }[]
): 'image' | 'video' {
  if (items.length > 0) return items.some((item) => item.criteria === 'video') ? 'video' : 'image'
  return criteria ?? 'image'
}
