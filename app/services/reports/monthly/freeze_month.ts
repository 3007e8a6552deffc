import db from '@adonisjs/lucid/services/db'
import clock from '#services/clock'
import { countMonth } from '#services/reports/monthly/count_month'
import type { Month } from '#services/reports/monthly/month'
import { nameFigures } from '#services/reports/monthly/name_figures'
import { replayMonth, type MonthlyTicket } from '#services/reports/monthly/replay_month'
import type { FactsSource } from '#services/reports/narrow_facts'

/** The tickets of a frozen month, as a source of the same queries that count the present. */
export function frozenSource(month: string): FactsSource {
  return { facts: 'monthly_facts', items: 'monthly_items', month }
}

/**
 * Freezes a month that is over: its tickets as they stood at its end, and what was counted of them. The facts are written
 * piece by piece and the month is frozen with its last row, so that one begun by a process that died is finished by the
 * next, with the same figures; of two at once the first one counts.
 * @returns whether this call froze it; false also when `signal` ended it
 */
export async function freezeMonth(month: Month, signal?: AbortSignal): Promise<boolean> {
  let differences = 0
  for await (const { tickets, differing } of replayMonth(month)) {
    if (signal?.aborted) return false
    differences += differing
    await keepTickets(month.key, tickets)
  }
  const asked = { question: { range: month.range }, viewer: null, source: frozenSource(month.key) }
  const figures = await countMonth(asked, month.endsAt.toJSDate())
  const { rowCount } = await db.rawQuery(
    `insert into monthly_reports (month, zone, ends_at, frozen_at, tickets, differences, figures, names)
     values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (month) do nothing`,
    [
      ...[month.key, month.zone, month.endsAt.toJSDate(), clock.now().toJSDate()],
      ...[figures.sums.total, differences],
      ...[JSON.stringify(figures), JSON.stringify(await nameFigures(figures))],
    ]
  )
  return rowCount > 0
}

async function keepTickets(month: string, tickets: MonthlyTicket[]): Promise<void> {
  const facts = tickets.map((ticket) => ({ ...ticket.facts, month, helpers: ticket.helpers }))
  const items = tickets.flatMap(({ facts: { ticket_id: id }, items: lines }) =>
    lines.map((line) => ({
      ticket_id: id,
      product_id: line.productId,
      quantity: line.quantity,
      criteria: line.criteria,
    }))
  )
  for (const [table, rows] of [
    ['monthly_items', items] as const,
    ['monthly_facts', facts] as const,
  ]) {
    await db.rawQuery(
      `insert into ${table} select r.* from jsonb_populate_recordset(null::${table}, ?::jsonb) r
       on conflict do nothing`,
      [JSON.stringify(rows)]
    )
  }
}
