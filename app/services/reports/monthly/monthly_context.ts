import type { I18n } from '@adonisjs/i18n'
import type { FigureWords } from '#services/reports/figure_words'
import type { FoundMonth } from '#services/reports/monthly/find_month'
import type User from '#models/user'

/** A month that was found, the month before it, and the words of its reader. */
export interface MonthlyContext extends FoundMonth {
  before: FoundMonth | null
  viewer: User | null
  /** Titles of tickets that the reader sees now, by number; reports keep none. */
  titles: Map<number, string>
  i18n: I18n
  words: FigureWords
}

/** A person of a month as he was called; whoever is not known is his number. */
export function personName(
  { names }: Pick<MonthlyContext, 'names'>,
  id: number | null
): string | null {
  return id === null ? null : (names.person[id] ?? `${id}`)
}
