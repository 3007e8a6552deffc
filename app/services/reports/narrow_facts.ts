import db from '@adonisjs/lucid/services/db'
import type User from '#models/user'
import { instantsOf, type Range, type ReportQuestion } from '#services/reports/report_question'
import { whereCounted } from '#services/reports/where_counted'

/** Where a report counts: the tickets as they are, or as they were at the end of a month. */
export interface FactsSource {
  facts: string
  /** Table or view with ticket_id, product_id, quantity and criteria of each line of a ticket. */
  items: string
  /** Rows that hold no trashed tickets, or mean to. */
  withTrashed?: boolean
  /** A frozen month, by its first day: the tickets made in it as they stood at its end, also those that went later. */
  month?: string
}

export const PRESENT: FactsSource = { facts: 'ticket_facts', items: 'ticket_items' }

/** What a report asks, of whom, of which tickets. */
export interface ReportAsked {
  question: Pick<
    ReportQuestion,
    'range' | 'workflow' | 'department' | 'handling' | 'type' | 'types' | 'product' | 'person'
  >
  /** Null: all tickets (scheduled reports of the house). */
  viewer: User | null
  source?: FactsSource
}

/** T of the definitions: tickets created in the range, as a query over `<facts> as f`. */
export function createdFacts(asked: ReportAsked): any {
  if (asked.source?.month) return countedFacts(asked)
  return within(countedFacts(asked), 'f.created_at', asked.question.range)
}

/** Tickets that count for the viewer with these filters, whenever they were created. */
export function countedFacts({ question, viewer, source = PRESENT }: ReportAsked): any {
  const query: any = db.from(`${source.facts} as f`)
  if (source.month) query.where('f.month', source.month)
  else if (!source.withTrashed) query.whereNull('f.deleted_at')
  if (viewer) whereCounted(query, viewer, source.month ? 'frozen' : 'present')
  if (question.workflow) query.where('f.workflow', question.workflow)
  if (question.department) query.where('f.requesting_department_id', question.department)
  if (question.handling) query.where('f.handling_department_id', question.handling)
  if (question.types) query.whereIn('f.request_type_id', question.types.ids)
  if (question.person) query.where('f.assignee_id', question.person)
  if (question.product) {
    query.whereRaw(
      `(f.product_id = ? or (f.has_items and exists (
        select 1 from ${source.items} i where i.ticket_id = f.ticket_id and i.product_id = ?)))`,
      [question.product, question.product]
    )
  }
  return query
}

/** Narrows to an instant within the days of a range. */
export function within(query: any, column: string, range: Range): any {
  const { start, end } = instantsOf(range)
  return query.where(column, '>=', start).where(column, '<', end)
}
