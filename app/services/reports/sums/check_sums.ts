import { isDeepStrictEqual } from 'node:util'
import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { countDecisions } from '#services/reports/approvals/count_decisions'
import { breakDown } from '#services/reports/breakdowns/break_down'
import { measureLatency } from '#services/reports/measure_latency'
import { MEASURE_NAMES, sumFactsBy, type Sums } from '#services/reports/sum_facts'
import { PRESENT, type ReportAsked } from '#services/reports/narrow_facts'
import { keptMonths, type Stretch } from '#services/reports/sums/kept_months'
import { countSupport } from '#services/reports/support/count_support'
import { sumHelped } from '#services/reports/team/sum_helped'

/** All months that have sums. */
const EVER: Stretch = {
  start: new Date('1970-01-01T00:00:00Z'),
  end: new Date('2200-01-01T00:00:00Z'),
}

/**
 * Counts every past month that has sums again from its facts. A month that changes meanwhile is left to the job that sums it.
 * @param say is told each difference in one sentence
 */
export async function checkSums(say: (line: string) => void): Promise<{ months: number }> {
  const months = await keptMonths(EVER)
  for (const month of months) {
    const first = DateTime.fromISO(month, { zone: 'utc' })
    const range = { from: month, to: first.endOf('month').toISODate()!, zone: 'UTC' }
    const asked: ReportAsked = { question: { range }, viewer: null }
    const kept = await answersOf(asked)
    // Another source than the one that sums are kept of: it is counted from the facts.
    const counted = await answersOf({ ...asked, source: { ...PRESENT } })
    const differing = Object.keys(kept).filter(
      (part) => !isDeepStrictEqual(kept[part], counted[part])
    )
    if (differing.length === 0 || (await hasChanged(month))) continue
    say(`${month.slice(0, 7)}: the sums by ${differing.join(', ')} are not those of its tickets`)
  }
  return { months: months.length }
}

/** What is added up of a month, by every table of sums. */
async function answersOf(asked: ReportAsked): Promise<Record<string, unknown>> {
  const { all, ...breakdowns } = await breakDown(asked)
  const parts: Record<string, Map<unknown, Sums>> = {
    ...breakdowns,
    kind: await sumFactsBy(asked, 'f.priority'),
    person: await sumFactsBy(asked, 'f.assignee_id'),
  }
  const entries = Object.entries(parts).map(([part, sums]) => [
    part,
    new Map([...sums].map(([key, one]) => [key, rounded(one)])),
  ])
  const helped = await sumHelped(asked)
  const helper = new Map([...helped].filter(([, { count }]) => count > 0))
  return {
    ...Object.fromEntries(entries),
    helper,
    decision: told(await countDecisions(asked)),
    support: told(await countSupport(asked)),
    latency: await measureLatency(asked),
  }
}

/** Rows and what stands in them come in any order. */
function told(rows: object[]): string[] {
  return rows.map((row) => JSON.stringify(Object.entries(row).sort())).sort()
}

/** Fractions of seconds come in any order. */
function rounded(sums: Sums): number[] {
  return MEASURE_NAMES.map((name) => Math.round(sums[name]))
}

async function hasChanged(month: string): Promise<boolean> {
  return Boolean(await db.from('changed_months').where('month', month).first())
}
