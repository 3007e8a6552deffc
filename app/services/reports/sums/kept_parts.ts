import db from '@adonisjs/lucid/services/db'
import { VERDICTS } from '#services/reports/approvals/decisions_by'
import {
  countedFacts,
  createdFacts,
  PRESENT,
  type ReportAsked,
} from '#services/reports/narrow_facts'
import { instantsOf } from '#services/reports/report_question'
import { keptMonths, withoutMonths, type Stretch } from '#services/reports/sums/kept_months'

/**
 * Whether sums can answer a report at all: not for other facts than the present, a product, or what is somebody's own, who
 * is no manager.
 */
export function isKept({ question, viewer, source = PRESENT }: ReportAsked): boolean {
  const isOwn = viewer && !viewer.isAdmin && viewer.manages.length === 0
  return source === PRESENT && !question.product && !isOwn
}

/** The months of a report that sums without people can answer. */
export async function monthsFor(asked: ReportAsked): Promise<string[]> {
  if (!isKept(asked) || asked.question.person) return []
  return keptMonths(instantsOf(asked.question.range))
}

/** The sums of months that count in a report, as a query over `<table> as f`. */
export function keptSums(asked: ReportAsked, table: string, months: string[]): any {
  const source = { facts: table, items: '', withTrashed: true }
  return countedFacts({ ...asked, source }).whereIn('f.month', months)
}

/** The facts of a report that sums of months leave to be looked at; null when nothing is left. */
export function factsLeft(asked: ReportAsked, months: string[]): any {
  return months.length === 0 ? createdFacts(asked) : factsBeside(asked, months)
}

/** What a report looks at beside some months: stretches of time with the facts of each as a query over `f`. */
export function stretchesBeside(
  asked: ReportAsked,
  months: string[]
): (Stretch & { facts: any })[] {
  return withoutMonths(instantsOf(asked.question.range), months).map(({ start, end }) => ({
    ...{ start, end },
    facts: countedFacts(asked).where('f.created_at', '>=', start).where('f.created_at', '<', end),
  }))
}

/** The decisions of months as SQL that answers like that of the rest (approvals/decisions_by). */
export function keptDecisions(
  asked: ReportAsked,
  months: string[]
): [sql: string, bindings: any[]] {
  const { sql, bindings } = keptSums(asked, 'ticket_sums_by_decision', months)
    .select('f.step', 'f.user_id', 'f.is_all')
    .select(VERDICTS.map((name) => db.raw(`sum(f.${name})::integer as ${name}`)))
    .select(db.raw(`string_agg(f.seconds, ''::bytea) as seconds`))
    .groupBy('f.step', 'f.user_id', 'f.is_all')
    .toSQL()
  return [sql, bindings]
}

/** The facts of a report without those of some months, as a query over `f`; null when nothing is left. */
export function factsBeside(asked: ReportAsked, months: string[]): any {
  const rest = withoutMonths(instantsOf(asked.question.range), months)
  if (rest.length === 0) return null
  return countedFacts(asked).where((any: any) => {
    for (const { start, end } of rest) {
      any.orWhere((all: any) =>
        all.where('f.created_at', '>=', start).where('f.created_at', '<', end)
      )
    }
  })
}
