import db from '@adonisjs/lucid/services/db'
import type { ReportContext } from '#services/reports/answer_report'
import type { ReportTable } from '#services/reports/report_table'
import { countable } from '#services/tickets/list/count_list'
import { readListQuestion } from '#services/tickets/list/list_question'

const AT_ONCE = 40

/** How many tickets the lists at these addresses hold for a person, counted as the page counts them, many in one query. */
export async function listedCounts(
  hrefs: Iterable<string>,
  { viewer, zone }: ReportContext
): Promise<Map<string, number>> {
  const wanted = [...new Set(hrefs)]
  const counts = new Map<string, number>()
  while (wanted.length > 0) {
    const some = wanted.splice(0, AT_ONCE)
    const parts: { sql: string; bindings: unknown[] }[] = []
    for (const [at, href] of some.entries()) {
      const question = await readListQuestion(filtersOf(href), viewer)
      const { sql, bindings } = countable({ question, viewer, zone }).toSQL()
      parts.push({ sql: `select ${at} as at, count(*) as count from (${sql}) l`, bindings })
    }
    const { rows } = await db.rawQuery(
      parts.map(({ sql }) => sql).join(' union all '),
      parts.flatMap(({ bindings }) => bindings) as never
    )
    for (const { at, count } of rows) counts.set(some[at], Number(count))
  }
  return counts
}

/** The figures of tables, of columns that count tickets, whose list holds another number; in words. */
export async function strayFigures(
  tables: ReportTable[],
  columns: readonly string[],
  context: ReportContext
): Promise<string[]> {
  const figures = tables.flatMap((table) =>
    [...table.rows, ...(table.total ? [table.total] : [])].flatMap(({ label, cells }) =>
      cells.flatMap(({ value, href }, at) => {
        const { key } = table.columns[at]
        const what = `${table.key}, ${label}, ${key}`
        if (!columns.includes(key) || (!href && !value)) return []
        return [{ what, value, href: href ?? '/tickets?tab=all&q=no-list' }]
      })
    )
  )
  const counts = await listedCounts(
    figures.map(({ href }) => href),
    context
  )
  return figures
    .filter(({ href, value }) => counts.get(href) !== value)
    .map(({ what, href, value }) => `${what}: ${value}, listed ${counts.get(href)} (${href})`)
}

function filtersOf(href: string): Record<string, string | string[]> {
  const { searchParams } = new URL(href, 'http://desk')
  const names = [...new Set(searchParams.keys())]
  return Object.fromEntries(
    names.map((name) => {
      const values = searchParams.getAll(name)
      return [name, values.length > 1 ? values : values[0]]
    })
  )
}
