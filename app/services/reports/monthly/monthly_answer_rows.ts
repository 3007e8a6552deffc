import db from '@adonisjs/lucid/services/db'
import { NOTHING } from '#services/reports/measures'
import { ranked } from '#services/reports/monthly/leaderboard_table'
import { personName, type MonthlyContext } from '#services/reports/monthly/monthly_context'
import type { Breakdown, MonthlyRow } from '#services/reports/monthly/monthly_figures'
import { ratesOf } from '#services/reports/rates_of'
import { PRIORITIES } from '#workflows/workflow'

/** The leaderboard, most output first; who made as much shares a rank, as on every leaderboard. */
export async function leadersOf(context: MonthlyContext) {
  const people = ranked(context.figures)
  const ids = people.map(({ id }) => id as number)
  const rows = await db.from('users').whereIn('id', ids).select('id', 'username')
  const usernames = new Map(rows.map((row) => [row.id, row.username]))
  const team = people.map(({ id, sums }) => {
    const rates = ratesOf({ ...NOTHING, ...sums })
    return {
      rank: people.findIndex((other) => other.sums.output === sums.output) + 1,
      user_id: id as number,
      username: usernames.get(id) ?? null,
      full_name: personName(context, id as number),
      department: context.names.home[id as number] ?? null,
      tickets_assigned: sums.assigned,
      tickets_completed: sums.completed,
      total_output: sums.output,
      completion_rate: rates.completionRate,
      on_time_rate: rates.onTimeRate,
      avg_revisions: rates.averageRevisions,
    }
  })
  return { team_leaderboard: team }
}

/** Counts and output by product, department, type and priority. */
export async function breakdownsOf({ figures, names, i18n }: MonthlyContext) {
  const types = await db
    .from('request_types')
    .whereIn('id', figures.breakdowns.type.map(({ id }) => id) as number[])
    .select('id', 'key')
  const keys = new Map(types.map((row) => [row.id, row.key]))
  const rows = <Name extends object>(key: Breakdown, name: (id: MonthlyRow['id']) => Name) =>
    figures.breakdowns[key]
      .toSorted((a, b) => b.sums.total - a.sums.total)
      .map(({ id, sums: { total: count, completed, output } }) => ({
        ...name(id),
        ...{ count, completed, output },
      }))
  const named = (key: 'product' | 'department' | 'type', id: MonthlyRow['id']) =>
    names[key][String(id)] ?? null
  const byPriority = rows('priority', (priority) => ({
    priority: priority as string,
    display_name: i18n.t(`workflow.priority.${priority}`),
  }))
  const rank = ({ priority }: { priority: string }) => PRIORITIES.indexOf(priority as never)
  return {
    by_product: rows('product', (id) => ({ product: named('product', id) })),
    by_department: rows('department', (id) => ({ department: named('department', id) })),
    by_request_type: rows('type', (id) => ({
      request_type: keys.get(id) ?? null,
      display_name: named('type', id),
    })),
    by_priority: byPriority.toSorted((a, b) => rank(b) - rank(a)),
  }
}
