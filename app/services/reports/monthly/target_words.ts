import type { I18n } from '@adonisjs/i18n'
import type { FigureKind } from '#services/reports/figure_words'

/** A target as it was set: without decimals that nobody set. */
export function targetWords(target: number, kind: FigureKind, i18n: I18n): string {
  const value = i18n.formatNumber(target)
  return kind === 'percent' ? `${value} %` : value
}
