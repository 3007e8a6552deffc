import db from '@adonisjs/lucid/services/db'
import type Ticket from '#models/ticket'
import type { Words } from '#services/activity/describe_activity'
import { addUpDeadline } from '#services/deadlines/add_up_deadline'
import { calendarOf } from '#services/deadlines/calendar_of'
import { describeCalendar } from '#services/deadlines/describe_calendar'
import { pausesOf } from '#services/deadlines/pauses'
import { sumRows, type SumRow } from '#services/deadlines/sum_rows'
import {
  allowedHours,
  deadlineCriteria,
  secondsOf,
  type DeadlineQuestion,
} from '#services/tickets/compute_deadline'
import { findWorkflow } from '#workflows/index'

export interface ExplainedDeadline {
  rows: SumRow[]
}

/**
 * How a ticket's deadlines came about, as rows that add up: start, the hours of the rule, the working calendar, each pause,
 * the time in which nobody works, and what comes of it. Five small queries.
 * @returns null while no clock runs, without a rule, and for types with a schedule
 */
export async function explainDeadline(
  ticket: Ticket,
  words: Words
): Promise<ExplainedDeadline | null> {
  const { clockStartedAt: start, deadlineHours: hours } = ticket
  if (!start || hours === null) return null
  const { i18n, times } = words
  const client = db.connection()
  const calendar = await calendarOf(client, ticket.handlingDepartmentId)
  const pauses = await pausesOf(client, ticket.id)
  const names = await namesOf(ticket)
  const deadline = addUpDeadline(start, secondsOf(hours), pauses, calendar)
  const rows: SumRow[] = [
    {
      label: i18n.t('clock.start'),
      value: times.exact(start),
      note: i18n.t(`clock.start_${findWorkflow(ticket.workflow).clock}`),
    },
    {
      label: i18n.t('clock.calendar'),
      value: describeCalendar(calendar, i18n),
      note: calendar
        ? i18n.t('clock.calendar_of', { department: names.department, zone: calendar.zone })
        : names.department,
    },
    ...sumRows(
      'deadline',
      deadline,
      ticket.deadlineAt,
      await ruleWords(ticket, names.type, words),
      {
        ...words,
        status: (status) => i18n.t(`workflow.${ticket.workflow}.status.${status}`),
      }
    ),
  ]
  if (ticket.responseHours !== null && ticket.responseDueAt) {
    const answer = addUpDeadline(start, secondsOf(ticket.responseHours), [], calendar)
    rows.push(...sumRows('response', answer, ticket.responseDueAt, null, words))
  }
  return { rows }
}

async function namesOf(ticket: Ticket): Promise<{ type: string; department: string }> {
  const { rows } = await db.rawQuery(
    `select t.name as type, d.name as department from request_types t, departments d
      where t.id = ? and d.id = ?`,
    [ticket.requestTypeId, ticket.handlingDepartmentId]
  )
  return rows[0]
}

/** The rule that gave these hours, as it stands now; a rule that changed since is only said to be one of then. */
async function ruleWords(ticket: Ticket, type: string, { i18n }: Words): Promise<string> {
  const items = await db.from('ticket_items').where('ticket_id', ticket.id).select('criteria')
  const question: DeadlineQuestion = {
    workflow: ticket.workflow,
    requestTypeId: ticket.requestTypeId,
    priority: ticket.priority,
    criteria: deadlineCriteria(ticket.criteria, items as any[]),
  }
  const rule = await allowedHours(question)
  if (!rule || rule.hours !== Number(ticket.deadlineHours)) return i18n.t('clock.rule_then')
  const parts = [
    i18n.t('clock.rule_priority', { priority: i18n.t(`workflow.priority.${rule.priority}`) }),
    rule.requestTypeId ? type : null,
    rule.criteria ? i18n.t(`workflow.criteria.${rule.criteria}`) : null,
  ]
  return parts.filter(Boolean).join(', ')
}
