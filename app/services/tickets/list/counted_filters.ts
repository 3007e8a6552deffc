import { DateTime } from 'luxon'
import type { I18n } from '@adonisjs/i18n'
import vine from '@vinejs/vine'

const day = () =>
  vine
    .date({ formats: ['YYYY-MM-DD'] })
    .after('1999-12-31')
    .before('2200-01-01')
    .transform((date) => DateTime.fromJSDate(date).toISODate()!)
const whole = (from: number, to: number) => vine.number().withoutDecimals().range([from, to])

/** Filters of the list that stand for what single figures of the reports count; only links lead to them. */
export const countedFilters = {
  done_from: day().optional(),
  done_to: day().optional(),
  /** Not finished when this day ended. */
  open_at: day().optional(),
  /** When it was asked for: 1 is Monday. */
  weekday: whole(1, 7).optional(),
  hour: whole(0, 23).optional(),
  decided_by: whole(1, 2_147_483_647).optional(),
  decided_step: vine.enum(['department', 'creative'] as const).optional(),
  verdict: vine.enum(['approved', 'rejected', 'skipped'] as const).optional(),
  score: whole(1, 5).optional(),
  past_target: vine.enum(['answer', 'resolution'] as const).optional(),
}

export type CountedKey = keyof typeof countedFilters
export type CountedValues = { [key in CountedKey]?: string | number }

export const COUNTED_KEYS = Object.keys(countedFilters) as CountedKey[]

/** The filters that are on. */
export function countedParts(question: CountedValues): { name: CountedKey; value: string }[] {
  return COUNTED_KEYS.filter((name) => question[name] !== undefined).map((name) => ({
    name,
    value: String(question[name]),
  }))
}

/** The value of such a filter in words. */
export function countedValue(key: CountedKey, value: string, i18n: I18n, person: string): string {
  const date = () => DateTime.fromISO(value).setLocale(i18n.locale).toFormat('d LLL yyyy')
  const hour = (add: number) => `${String((Number(value) + add) % 24).padStart(2, '0')}:00`
  const words: Record<CountedKey, () => string> = {
    done_from: date,
    done_to: date,
    open_at: date,
    weekday: () => i18n.t(`trends.weekday.${value}`),
    hour: () => i18n.t('trends.hours', { from: hour(0), to: hour(1) }),
    decided_by: () => person,
    decided_step: () => i18n.t(`approval_report.step.${value}`),
    verdict: () => i18n.t(`approval_report.verdict.${value}`),
    score: () => value,
    past_target: () => i18n.t(`support_report.past_target.${value}`),
  }
  return words[key]()
}
