import type { I18n } from '@adonisjs/i18n'
import type User from '#models/user'
import type { Mentioned } from '#services/comments/find_mentioned'
import type { WatcherOffer } from '#services/tickets/render_ticket'
import { findStanding } from '#services/tickets/find_standing'
import { mayAddWatchers } from '#services/tickets/may'

/** Says who was mentioned without seeing the ticket, and offers to add those whom the writer may add (shared/access). */
export async function offerWatchers(
  ticketId: number,
  unseeing: Mentioned[],
  by: User,
  i18n: I18n
): Promise<WatcherOffer | undefined> {
  if (unseeing.length === 0) return undefined
  const { standing, isPlanned } = await findStanding(ticketId, by)
  const reach = mayAddWatchers(standing, isPlanned)
  const isInReach = (one: Mentioned) =>
    reach === 'anybody' || (reach === 'own' && one.departmentId === by.departmentId)
  const names = unseeing.map((one) => one.fullName).join(', ')
  const key = unseeing.length === 1 ? 'ticket.unseeing' : 'ticket.unseeing_many'
  return {
    text: i18n.t(key, { names, id: ticketId }),
    people: unseeing.filter(isInReach).map(({ id, fullName }) => ({ id, fullName })),
  }
}
