import { appUrl } from '#config/app'
import { drawTables } from '#mails/draw_tables'
import type { TableOfLetter } from '#mails/letter'
import { tableWords, type TableWords } from '#services/reports/table_words'
import type { OpenedReport } from '#services/subscriptions/open_report'

/**
 * What of a table fits into a mail that is read on a phone. Mail programs cut what is longer than a hundred kilobytes, so
 * many tables have fewer rows each.
 */
const ROOM = { few: { rows: 14, columns: 5 }, many: { rows: 8, columns: 4 } }
const MANY = 5

/** The tables of a report as its mail shows them, with their charts as pictures. */
export async function reportTables({ tables, context }: OpenedReport): Promise<TableOfLetter[]> {
  const { words, i18n } = context
  const charts = await drawTables(tables, words)
  const room = tables.length >= MANY ? ROOM.many : ROOM.few
  return tables.map((table, at) => {
    // A whole week by the hour is a picture; as a table it stands on the page.
    const isPicture = table.chart?.kind === 'heat' && charts[at] !== null
    const said = tableWords(table, words, isPicture ? { rows: 0, columns: 0 } : room)
    const rows = isPicture ? [] : said.rows.map((cells) => cells.map(withWholeAddress))
    return { ...said, rows, chart: charts[at], rest: restOf(said) }
  })

  function restOf({ left, hasMoreColumns, rows }: TableWords): string {
    const parts = [
      rows.length === 0 && left === 0 ? i18n.t('reports.empty') : '',
      left > 0 ? i18n.t('report_mail.left', { count: left }) : '',
      left === 0 && hasMoreColumns ? i18n.t('report_mail.columns_left') : '',
    ]
    return parts.filter(Boolean).join(' ')
  }
}

function withWholeAddress({ text, href }: { text: string; href?: string }) {
  return { text, href: href && `${appUrl}${href}` }
}
