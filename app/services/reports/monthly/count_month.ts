import db from '@adonisjs/lucid/services/db'
import { asSums, measured } from '#services/reports/measures'
import { longestOverdue, revisedMost } from '#services/reports/monthly/month_named'
import { productRows, ROW, rowsBy } from '#services/reports/monthly/month_rows'
import type { MonthlyFigures } from '#services/reports/monthly/monthly_figures'
import { createdFacts, type ReportAsked } from '#services/reports/narrow_facts'
import { workflows } from '#workflows/index'

const WAITING = workflows.flatMap(({ statuses }) =>
  Object.keys(statuses).filter((status) => statuses[status].step)
)

/**
 * Counts everything a monthly report says, of the tickets made in the month. Nine queries, whatever their number.
 * @param until the end of the month, or now: what is open then and has an earlier deadline is overdue
 */
export async function countMonth(asked: ReportAsked, until: Date): Promise<MonthlyFigures> {
  const overdue = () => createdFacts(asked).whereRaw('f.is_open and f.deadline_at < ?', [until])
  const [whole] = await measured(createdFacts(asked), ALL).select(
    ...[0, 1, 2, 3, 4].map((times) =>
      db.raw(
        `count(*) filter (where f.revision_count ${times < 4 ? '=' : '>='} ${times}) as r${times}`
      )
    ),
    db.raw(`count(*) filter (where f.status = any(?)) as waits`, [WAITING]),
    db.raw(
      `count(*) filter (where f.is_open and not f.is_assigned and not f.status = any(?)) as nobodys`,
      [WAITING]
    )
  )
  const late = await overdue()
    .groupBy('f.priority')
    .select('f.priority', db.raw('count(*) as count'))
  const sums = asSums(whole)
  const people = await rowsBy(asked, 'f.assignee_id')
  return {
    sums,
    revisions: [0, 1, 2, 3, 4].map((times) =>
      Number(whole[`r${times}`])
    ) as MonthlyFigures['revisions'],
    revised: await revisedMost(asked),
    overdue: {
      count: late.reduce((sum: number, row: any) => sum + Number(row.count), 0),
      open: sums.open,
      byPriority: Object.fromEntries(late.map((row: any) => [row.priority, Number(row.count)])),
      tickets: await longestOverdue(overdue()),
    },
    waiting: { approval: Number(whole.waits), assignee: Number(whole.nobodys) },
    people: people.filter(({ id }) => id !== null),
    breakdowns: {
      product: await productRows(asked),
      department: await rowsBy(asked, 'f.requesting_department_id'),
      type: await rowsBy(asked, 'f.request_type_id'),
      priority: await rowsBy(asked, 'f.priority'),
    },
  }
}

const ALL = [
  ...ROW,
  ...(['inProgress', 'open', 'rejected', 'assignedQuantity', 'video', 'image', 'other'] as const),
  ...(['revised', 'processingSeconds', 'processed', 'acknowledgeSeconds', 'acknowledged'] as const),
]
