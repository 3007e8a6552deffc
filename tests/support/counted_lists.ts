import { parse } from 'node:querystring'
import type User from '#models/user'
import type { ReportContext } from '#services/reports/answer_report'
import { figureWords } from '#services/reports/figure_words'
import { completeQuestion, type ReportFilter } from '#services/reports/report_question'
import type { ReportTable } from '#services/reports/report_table'
import { countList } from '#services/tickets/list/count_list'
import { readListQuestion } from '#services/tickets/list/list_question'
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

/** How many tickets the list at an address shows on its page; of up to 100. */
export async function listed(visitor: Visitor, href: string): Promise<number> {
  const { status, text } = await visitor.get(`${href}&size=100&view=table`)
  if (status !== 200) throw new Error(`${status} for ${href}`)
  return new Set(text.match(/id="ticket-\d+"/g) ?? []).size
}

/** The figures of a table whose list holds another number for its viewer, in words. Asks the list without its page. */
export async function differing(viewer: User, { key, columns, rows, total }: ReportTable) {
  const { zone } = wordsOf(viewer)
  const wrong: string[] = []
  for (const { label, cells } of [...rows, ...(total ? [total] : [])]) {
    for (const [at, { value, href }] of cells.entries()) {
      if (!href || columns[at].kind !== 'count') continue
      const question = await readListQuestion(parse(href.split('?')[1]), viewer)
      const found = await countList({ question, viewer, zone })
      if (found !== value)
        wrong.push(`${key}, ${label}, ${columns[at].key}: ${value}, not ${found}`)
    }
  }
  return wrong
}

/** The figures of a row. */
export function figuresOf(table: ReportTable, label: string): (number | string | null)[] {
  return table.rows.find((row) => row.label === label)?.cells.map(({ value }) => value) ?? []
}
