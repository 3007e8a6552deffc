import type { I18n } from '@adonisjs/i18n'

/** A change in words; good and bad have a tone beside them, what is neither has none. */
export interface ChangeWords {
  text: string
  tone: 'done' | 'stop' | null
}

export type FigureKind = 'count' | 'percent' | 'seconds' | 'average'

const TICKS = [
  [86_400, 'days'],
  [3600, 'hours'],
  [60, 'minutes'],
] as const

/** Figures as people read them; what there is none of says so and is never a nought. */
export function figureWords(i18n: I18n) {
  const none = i18n.t('reports.none')
  const decimal = (value: number) =>
    i18n.formatNumber(value, { minimumFractionDigits: 1, maximumFractionDigits: 1 })

  const length = (seconds: number): string => {
    const minutes = Math.round(seconds / 60)
    if (minutes < 1) return i18n.t('reports.length.under')
    if (minutes < 60) return i18n.t('reports.length.minutes', { minutes: String(minutes) })
    const hours = Math.floor(minutes / 60)
    if (hours < 48) {
      const rest = String(minutes % 60).padStart(2, '0')
      return i18n.t('reports.length.hours', { hours: String(hours), minutes: rest })
    }
    const whole = Math.round(minutes / 60)
    return i18n.t('reports.length.days', {
      days: i18n.formatNumber(Math.floor(whole / 24)),
      hours: String(whole % 24),
    })
  }

  const say: Record<FigureKind, (value: number) => string> = {
    count: (value) => i18n.formatNumber(value),
    percent: (value) => `${decimal(value)} %`,
    seconds: length,
    average: decimal,
  }

  /** A figure, or "none". */
  const figure = (value: number | null, kind: FigureKind): string =>
    value === null ? none : say[kind](value)

  /** A round value at an axis, as short as can be: "25 %", "6 h", "3 d". */
  const tick = (value: number, kind: FigureKind): string => {
    if (kind === 'percent') return `${i18n.formatNumber(value)} %`
    if (kind !== 'seconds' || value === 0) return i18n.formatNumber(value)
    const [size, unit] = TICKS.find(([seconds]) => value % seconds === 0) ?? TICKS[2]
    return i18n.t(`reports.length.only_${unit}`, { value: i18n.formatNumber(value / size) })
  }

  /**
   * What changed since the period before.
   * @param better which way is good; none for what only is
   */
  const change = (
    value: number | null,
    before: number | null,
    kind: FigureKind,
    better?: 'more' | 'less'
  ): ChangeWords | null => {
    if (value === null) return null
    if (before === null) return { text: i18n.t('reports.change.new'), tone: null }
    const by = kind === 'count' ? value - before : round(value, kind) - round(before, kind)
    if (by === 0) return { text: i18n.t('reports.change.same'), tone: null }
    const isGood = better === undefined ? null : by > 0 === (better === 'more')
    return { text: wordsFor(by, kind), tone: isGood === null ? null : isGood ? 'done' : 'stop' }
  }

  const wordsFor = (by: number, kind: FigureKind): string => {
    const size = Math.abs(by)
    if (kind === 'percent') {
      const value = `${by > 0 ? '+' : '−'} ${decimal(size)}`
      return i18n.t('reports.change.points', { value })
    }
    if (kind === 'seconds') {
      return i18n.t(`reports.change.${by > 0 ? 'slower' : 'faster'}`, { value: length(size) })
    }
    return i18n.t(`reports.change.${by > 0 ? 'more' : 'fewer'}`, { value: say[kind](size) })
  }

  return { none, figure, change, length, tick }
}

export type FigureWords = ReturnType<typeof figureWords>

/** As it is shown, so that a change never differs from what stands there. */
function round(value: number, kind: FigureKind): number {
  return kind === 'seconds' ? Math.round(value / 60) * 60 : Math.round(value * 10) / 10
}
