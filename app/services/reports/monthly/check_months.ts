import db from '@adonisjs/lucid/services/db'
import { countMonth } from '#services/reports/monthly/count_month'
import { frozenSource } from '#services/reports/monthly/freeze_month'
import { monthOf, type Month } from '#services/reports/monthly/month'
import { replayMonth } from '#services/reports/monthly/replay_month'
import { isSame } from '#services/reports/replay/compare_ticket'
import type { Written } from '#services/reports/replay/story'

/**
 * Tells every frozen month again from activities, also of tickets that were purged since, and compares what was frozen of
 * each ticket and of all of them.
 * @param say is told each difference in one sentence
 */
export async function checkMonths(say: (line: string) => void): Promise<{ months: number }> {
  const rows = await db
    .from('monthly_reports')
    .orderBy('month')
    .select('*', db.raw(`to_char(month, 'YYYY-MM-DD') as key`))
  for (const row of rows) {
    const [year, number] = row.key.split('-').map(Number)
    const month = monthOf(year, number, row.zone)
    await compareTickets(month, (line) => say(`${row.key.slice(0, 7)}: ${line}`))
    const asked = { question: { range: month.range }, viewer: null, source: frozenSource(row.key) }
    const again = JSON.parse(JSON.stringify(await countMonth(asked, row.ends_at)))
    for (const part of Object.keys(row.figures)) {
      if (holds(again[part], row.figures[part])) continue
      say(`${row.key.slice(0, 7)}: ${part} counted again differ from what was frozen`)
    }
  }
  return { months: rows.length }
}

/** Whether all that was frozen is counted again; a later version may count more than was frozen. */
function holds(again: any, frozen: any): boolean {
  if (frozen === null || typeof frozen !== 'object') return again === frozen
  if (Array.isArray(frozen) && frozen.length !== again?.length) return false
  return Object.keys(frozen).every((key) => holds(again?.[key], frozen[key]))
}

async function compareTickets(month: Month, say: (line: string) => void): Promise<void> {
  const missing = new Set<number>()
  for (const row of await db.from('monthly_facts').where('month', month.key).select('ticket_id')) {
    missing.add(row.ticket_id)
  }
  for await (const { tickets } of replayMonth(month)) {
    const ids = tickets.map(({ facts }) => facts.ticket_id as number)
    const rows = await db.from('monthly_facts').where('month', month.key).whereIn('ticket_id', ids)
    const frozen = new Map(rows.map((row) => [row.ticket_id, row]))
    for (const { facts } of tickets) {
      missing.delete(facts.ticket_id)
      for (const line of differing(frozen.get(facts.ticket_id), facts)) say(line)
    }
  }
  for (const id of missing) say(`#${id} is frozen, and nothing is told of it`)
}

function differing(frozen: Written | undefined, told: Written): string[] {
  if (!frozen) return [`#${told.ticket_id} is told, and not frozen`]
  return Object.keys(told)
    .filter((column) => column !== 'purged_at' && !isSame(column, frozen[column], told[column]))
    .map(
      (column) =>
        `#${told.ticket_id} ${column}: ${frozen[column] ?? 'none'} is frozen, ${told[column] ?? 'none'} is told`
    )
}
