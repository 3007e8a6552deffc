import logger from '@adonisjs/core/services/logger'
import { loadSharp } from '#services/files/load_sharp'
import { mailHost } from '#services/deliveries/mail_addresses'
import { drawPng } from '#services/charts/draw_png'
import type { ChartOfLetter } from '#mails/letter'
import type { FigureWords } from '#services/reports/figure_words'
import type { ReportTable } from '#services/reports/report_table'

/** Pictures in one mail, and how wide they are shown. */
const MOST = 4
const WIDTH = 538

/** The charts of a report's tables as pictures, in the order of the tables; null where there is none. */
export async function drawTables(
  tables: ReportTable[],
  words: FigureWords
): Promise<(ChartOfLetter | null)[]> {
  const drawn = tables.filter(({ chart, rows }) => chart && rows.length > 0).slice(0, MOST)
  const charts: (ChartOfLetter | null)[] = []
  for (const table of tables) charts.push(drawn.includes(table) ? await draw(table, words) : null)
  return charts
}

/** A report without its picture still says everything. */
async function draw(table: ReportTable, words: FigureWords): Promise<ChartOfLetter | null> {
  try {
    // Its title stands above it in the mail.
    const png = await drawPng({ ...table, title: '' }, { words, width: WIDTH })
    const sharp = await loadSharp()
    const { width, height } = await sharp(png).metadata()
    const picture = {
      cid: `chart-${table.key}@${mailHost}`,
      name: table.title,
      jpeg: png,
      type: 'image/png' as const,
    }
    return { picture, width: WIDTH, height: Math.round((height * WIDTH) / width) }
  } catch (error) {
    logger.warn({ reason: (error as Error).message }, 'a chart for a mail could not be drawn')
    return null
  }
}
