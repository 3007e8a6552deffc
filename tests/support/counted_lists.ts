import type User from '#models/user'
import type { ReportContext } from '#services/reports/answer_report'
import { figureWords } from '#services/reports/figure_words'
import { completeQuestion, type ReportFilter } from '#services/reports/report_question'
import type { ReportTable } from '#services/reports/report_table'
import { wordsOf } from '#services/words/words_of'
import type { Visitor } from '#tests/support/visitor'

/** Lets people live in a zone. */
export async function liveIn(zone: string, ...people: User[]): Promise<void> {
  for (const person of people) await person.merge({ timeZone: zone }).save()
}

/** What a report is asked for by a person, in his zone. */
export async function contextOf(viewer: User, filter: ReportFilter = {}): Promise<ReportContext> {
  const { i18n, zone } = wordsOf(viewer)
  const question = await completeQuestion(filter, zone)
  return { question, viewer, zone, i18n, words: figureWords(i18n) }
}

/** How many tickets the list at an address holds; of up to 100. */
export async function listed(visitor: Visitor, href: string): Promise<number> {
  const { status, text } = await visitor.get(`${href}&size=100&view=table`)
  if (status !== 200) throw new Error(`${status} for ${href}`)
  return new Set(text.match(/id="ticket-\d+"/g) ?? []).size
}

/** The figures of a table whose list holds another number, in words. */
export async function differing(visitor: Visitor, table: ReportTable): Promise<string[]> {
  const wrong: string[] = []
  for (const { label, cells } of [...table.rows, ...(table.total ? [table.total] : [])]) {
    for (const [at, { value, href }] of cells.entries()) {
      const { key, kind } = table.columns[at]
      if (!href || kind !== 'count') continue
      const found = await listed(visitor, href)
      if (found !== value) wrong.push(`${table.key}, ${label}, ${key}: ${value}, listed ${found}`)
    }
  }
  return wrong
}

/** The figures of a row. */
export function figuresOf(table: ReportTable, label: string): (number | string | null)[] {
  return table.rows.find((row) => row.label === label)?.cells.map(({ value }) => value) ?? []
}
