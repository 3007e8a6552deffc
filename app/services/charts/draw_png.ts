import i18nManager from '@adonisjs/i18n/services/main'
import { drawPaper } from '#services/charts/draw_paper'
import { loadFonts } from '#services/charts/load_fonts'
import { loadSharp } from '#services/files/load_sharp'
import { takeTurns } from '#services/files/take_turns'
import { figureWords, type FigureWords } from '#services/reports/figure_words'
import type { ReportTable } from '#services/reports/report_table'

export interface PngOptions {
  /** Figures as the reader reads them; English unless said otherwise. */
  words?: FigureWords
  /** In CSS pixels; the picture has twice as many. */
  width?: number
}

const SECONDS = 8

/** A picture is drawn beside the event loop, one at a time, so that a mail to a hundred people starves nobody. */
const inTurn = takeTurns(1)

/**
 * A table's chart as a PNG with its title and keys, in the light colours and twice the pixels, for mail and Telegram. A
 * table that has nothing to draw gives a picture that says so.
 */
export function drawPng(table: ReportTable, options: PngOptions = {}): Promise<Buffer> {
  const i18n = i18nManager.locale('en')
  const { words = figureWords(i18n), width = 600 } = options
  const svg = drawPaper(table, words, { width, empty: i18n.t('reports.empty') })
  return inTurn(async () => {
    await loadFonts()
    const sharp = await loadSharp()
    return sharp(Buffer.from(svg), { density: 144 })
      .flatten({ background: 'white' })
      .png({ compressionLevel: 9, palette: true })
      .timeout({ seconds: SECONDS })
      .toBuffer()
  })
}
