import type { I18n } from '@adonisjs/i18n'
import type User from '#models/user'
import Ticket from '#models/ticket'
import { figureWords } from '#services/reports/figure_words'
import { findMonth } from '#services/reports/monthly/find_month'
import { monthFrom, type Month } from '#services/reports/monthly/month'
import type { MonthlyContext } from '#services/reports/monthly/monthly_context'
import type { MonthlyFigures } from '#services/reports/monthly/monthly_figures'

/**
 * A monthly report for its reader, with the month before it to compare.
 * @returns null for a month that has not begun, or is over and not frozen yet
 */
export async function openMonth(
  month: Month,
  viewer: User,
  i18n: I18n
): Promise<MonthlyContext | null> {
  const found = await findMonth(month, viewer)
  if (!found) return null
  const before = await findMonth(monthFrom(month, -1), viewer)
  const titles = await titlesOf(found.figures, viewer)
  return { ...found, before, viewer, titles, i18n, words: figureWords(i18n) }
}

/** Titles of the tickets that are named, as far as the reader sees them today. */
async function titlesOf({ revised, overdue }: MonthlyFigures, viewer: User) {
  const ids = [...revised, ...overdue.tickets].map(({ ticketId }) => ticketId)
  if (ids.length === 0) return new Map<number, string>()
  const tickets = await Ticket.query()
    .whereIn('tickets.id', ids)
    .whereNull('tickets.deleted_at')
    .withScopes((scopes) => scopes.visibleTo(viewer))
    .select('tickets.id', 'tickets.title')
  return new Map(tickets.map(({ id, title }) => [id, title]))
}
