import type { I18n } from '@adonisjs/i18n'
import type User from '#models/user'
import { addressWith } from '#services/lists/address_with'
import type { DayFigures } from '#services/reports/daily/count_days'
import type { DailyFigures } from '#services/reports/daily/daily_figures'
import { countedFor } from '#services/reports/daily/queue_table'
import type { FigureWords } from '#services/reports/figure_words'
import { daysOf, type Range } from '#services/reports/report_question'
import type { ReportTable } from '#services/reports/report_table'

export interface Asked {
  viewer: User | null
  i18n: I18n
  words: FigureWords
}

const ROWS: (keyof DayFigures)[] = ['created', 'completed', 'output', 'video', 'image']

/** Yesterday beside its month. */
export function yesterdayTable(figures: DailyFigures, { viewer, i18n, words }: Asked): ReportTable {
  const t = (key: string) => i18n.t(`report_mail.daily.${key}`)
  const { monthRange } = figures
  const day = { ...monthRange, from: monthRange.to }
  return {
    key: 'yesterday',
    title: t('yesterday'),
    rowTitle: t('figure'),
    columns: [
      { key: 'yesterday', label: t('yesterday'), kind: 'count' },
      { key: 'average', label: t('average'), kind: 'average' },
      { key: 'against', label: t('against'), kind: 'text' },
      { key: 'month', label: t('month'), kind: 'count' },
    ],
    rows: ROWS.map((key) => {
      const average = averageOf(figures, key)
      const value = figures.yesterday[key]
      return {
        label: t(key),
        cells: [
          { value, href: listOf(key, day, viewer) },
          { value: average },
          { value: words.change(value, average, 'average')!.text },
          { value: figures.month[key], href: listOf(key, monthRange, viewer) },
        ],
      }
    }),
    total: null,
  }
}

/** What a day of the month brought on average. */
export function averageOf({ month, monthRange }: DailyFigures, key: keyof DayFigures): number {
  return month[key] / daysOf(monthRange).length
}

/** The list of the tickets that a figure of some days counts; pieces are those of what was done with output. */
function listOf(key: keyof DayFigures, { from, to }: Range, viewer: User | null): string {
  const days = key === 'created' ? { from, to } : { done_from: from, done_to: to }
  const is = {
    output: ['with_output'],
    video: ['with_output', 'video'],
    image: ['with_output', 'image'],
  }
  return addressWith('/tickets', {
    tab: 'all',
    ...countedFor(viewer),
    ...days,
    is: key === 'created' ? undefined : key === 'completed' ? ['done'] : is[key],
  })
}
