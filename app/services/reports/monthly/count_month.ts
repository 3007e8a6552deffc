import db from '@adonisjs/lucid/services/db'
import { asSums, measured, type Measure, type Sums } from '#services/reports/measures'
import {
  MOST_NAMED,
  type MonthlyFigures,
  type MonthlyRow,
} from '#services/reports/monthly/monthly_figures'
import { createdFacts, PRESENT, type ReportAsked } from '#services/reports/narrow_facts'
import { workflows } from '#workflows/index'

const ROW: Measure[] = [
  ...(['total', 'assigned', 'completed', 'assignedCompleted', 'quantity', 'output'] as const),
  ...(['timed', 'onTime', 'revisions'] as const),
]
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

async function rowsBy(asked: ReportAsked, by: string): Promise<MonthlyRow[]> {
  const rows = await measured(createdFacts(asked), ROW)
    .select(db.raw(`${by} as id`))
    .groupBy('id')
    .orderBy('id')
  return rows.map(rowOf)
}

/** A ticket counts once for each of its products, with the pieces of that product. */
async function productRows(asked: ReportAsked): Promise<MonthlyRow[]> {
  const { items } = asked.source ?? PRESENT
  const pieces = 'coalesce(i.quantity, f.quantity)'
  const rows = await createdFacts(asked)
    .joinRaw(`left join ${items} i on f.has_items and i.ticket_id = f.ticket_id`)
    .whereRaw('coalesce(i.product_id, f.product_id) is not null')
    .select(
      db.raw('coalesce(i.product_id, f.product_id) as id, count(*) as total'),
      db.raw('count(*) filter (where f.is_done) as completed'),
      db.raw(
        `coalesce(sum(${pieces}), 0) as quantity, coalesce(sum(${pieces}) filter (where f.is_done), 0) as output`
      )
    )
    .groupByRaw('1')
    .orderByRaw('1')
  return rows.map(rowOf)
}

function rowOf({ id, ...row }: any): MonthlyRow {
  const sums = asSums(row)
  return { id, sums: Object.fromEntries(ROW.map((name) => [name, sums[name]])) as any as Sums }
}

async function revisedMost(asked: ReportAsked): Promise<MonthlyFigures['revised']> {
  const rows = await createdFacts(asked)
    .where('f.revision_count', '>', 3)
    .orderByRaw('f.revision_count desc, f.ticket_id')
    .limit(MOST_NAMED)
    .select('f.ticket_id', 'f.revision_count', 'f.assignee_id')
  return rows.map((row: any) => ({
    ticketId: row.ticket_id,
    revisions: row.revision_count,
    assigneeId: row.assignee_id,
  }))
}

async function longestOverdue(query: any): Promise<MonthlyFigures['overdue']['tickets']> {
  const rows = await query
    .orderByRaw('f.deadline_at, f.ticket_id')
    .limit(MOST_NAMED)
    .select('f.ticket_id', 'f.priority', 'f.deadline_at', 'f.assignee_id')
  return rows.map((row: any) => ({
    ticketId: row.ticket_id,
    priority: row.priority,
    deadlineAt: row.deadline_at.toISOString(),
    assigneeId: row.assignee_id,
  }))
}
