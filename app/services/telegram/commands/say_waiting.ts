import { countRequests, listRequests } from '#services/approvals/list_requests'
import { loadRequests } from '#services/approvals/load_requests'
import type { Request } from '#services/approvals/describe_request'
import { listAsked } from '#services/dashboard/list_mine'
import { linkTo, lines, type AskedByUser } from '#services/telegram/commands/command'
import { ticketState, ticketTitle } from '#services/telegram/commands/ticket_lines'
import Ticket from '#models/ticket'
import type User from '#models/user'
import { waitingForWord } from '#services/tickets/list/waiting_for_person'
import { escapeHtml } from '#services/telegram/say'
import type { Words } from '#mails/words'

const SHOWN = 8

/** The decisions that wait for the person, the oldest first, and what he asked for that waits for his word. */
export async function sayWaiting({ user, words }: AskedByUser): Promise<string> {
  const { i18n } = words
  const { ids } = await listRequests(user, 'mine', { limit: SHOWN })
  const requests = await loadRequests(ids, user)
  const total = await countRequests(user, 'mine')
  const { toConfirm } = await listAsked(user)
  const asked = await waitingForHisWord(user)
  const rest = total - requests.length
  return lines(
    `<b>${i18n.t('telegram_bot.waiting', { count: total })}</b>`,
    ...requests.map((request) => `\n${ticketTitle(request)}\n${about(request, words)}`),
    rest > 0 && `\n${i18n.t('telegram_bot.rest', { count: rest })}`,
    total > 0 && `\n${linkTo('/approvals', i18n.t('telegram_bot.inbox'))}`,
    toConfirm > 0 && `\n${linkTo('/', i18n.t('telegram_bot.to_confirm', { count: toConfirm }))}`,
    ...asked.map((ticket) => `\n${ticketTitle(ticket)}\n${ticketState(ticket, words)}`)
  )
}

/** What he asked for and has to answer, confirm or close, the longest waiting first. */
function waitingForHisWord(user: User): Promise<Ticket[]> {
  return waitingForWord(Ticket.query(), user)
    .orderBy([{ column: 'tickets.status_since' }, { column: 'tickets.id' }])
    .limit(SHOWN)
}

function about({ requester, typeName, waitsSince }: Request, { i18n, times }: Words): string {
  const age = times.age(waitsSince)
  return escapeHtml(
    i18n.t('telegram_bot.asked_by', { name: requester.fullName, type: typeName, age })
  )
}
