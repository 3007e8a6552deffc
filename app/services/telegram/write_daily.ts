import { DateTime } from 'luxon'
import { InputFile } from 'grammy'
import { appUrl } from '#config/app'
import env from '#start/env'
import logger from '@adonisjs/core/services/logger'
import { drawPng } from '#services/charts/draw_png'
import { addressWith } from '#services/lists/address_with'
import { dailyFigures, type DailyFigures } from '#services/reports/daily/daily_figures'
import { dailyTables } from '#services/reports/daily/daily_tables'
import { averageOf } from '#services/reports/daily/yesterday_table'
import { figureWords } from '#services/reports/figure_words'
import { escapeHtml } from '#services/telegram/say'
import { wordsOf } from '#services/words/words_of'

/** The daily report as the group reads it: figures of all tickets, no names and no titles. */
export interface WrittenDaily {
  /** HTML of the Bot API, short enough for a caption. */
  html: string
  /** Created and completed, the last fourteen days; null when it could not be drawn. */
  picture: InputFile | null
}

/** @param day of the sending, in the organisation's zone */
export async function writeDaily(day: string): Promise<WrittenDaily> {
  const { i18n } = wordsOf(null)
  const zone = env.get('TIME_ZONE')
  const figures = await dailyFigures(null, day, zone)
  const words = figureWords(i18n)
  const table = dailyTables(figures, { viewer: null, i18n, words }).at(-1)!
  const picture = await drawPng(table, { words }).catch((error: Error) => {
    logger.warn({ reason: error.message }, 'the chart of the daily report could not be drawn')
    return null
  })
  return { html: textOf(figures), picture: picture && new InputFile(picture, 'daily.png') }
}

function textOf(figures: DailyFigures): string {
  const { i18n } = wordsOf(null)
  const { yesterday, month, queue, monthRange } = figures
  const count = (value: number) => i18n.formatNumber(value)
  const t = (key: string, values: Record<string, string>) =>
    escapeHtml(i18n.t(`report_mail.group.${key}`, values))
  const line = (key: 'created' | 'completed' | 'output') =>
    t(key, {
      value: count(yesterday[key]),
      average: i18n.formatNumber(averageOf(figures, key), { maximumFractionDigits: 1 }),
      video: count(yesterday.video),
      image: count(yesterday.image),
    })
  const last = DateTime.fromISO(monthRange.to).setLocale(i18n.locale)
  const counted = (values: Record<string, number>) =>
    Object.fromEntries(Object.entries(values).map(([key, value]) => [key, count(value)]))
  const days = { range: 'custom', from: monthRange.to, to: monthRange.to }
  return [
    `<b>${t('title', { day: last.toFormat('ccc d LLL yyyy') })}</b>`,
    [line('created'), line('completed'), line('output')].join('\n'),
    [t('month', counted({ ...month })), t('queue', counted(queue))].join('\n'),
    escapeHtml(`${appUrl}${addressWith('/analytics', days)}`),
  ].join('\n\n')
}
