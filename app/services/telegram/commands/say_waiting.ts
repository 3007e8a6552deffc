import { countRequests, listRequests } from '#services/approvals/list_requests'
import { loadRequests } from '#services/approvals/load_requests'
import type { Request } from '#services/approvals/describe_request'
import { listAsked } from '#services/dashboard/list_mine'
import { linkTo, lines, type AskedByUser } from '#services/telegram/commands/command'
import { ticketTitle } from '#services/telegram/commands/ticket_lines'
import { escapeHtml } from '#services/telegram/say'
import type { Words } from '#mails/words'

const SHOWN = 8

/** The decisions that wait for the person, the oldest first, and what waits for his confirmation. */
export async function sayWaiting({ user, words }: AskedByUser): Promise<string> {
  const { i18n } = words
  const { ids } = await listRequests(user, 'mine', { limit: SHOWN })
  const requests = await loadRequests(ids, user)
  const total = await countRequests(user, 'mine')
  const { toConfirm } = await listAsked(user)
  const rest = total - requests.length
  return lines(
    `<b>${i18n.t('telegram_bot.waiting', { count: total })}</b>`,
    ...requests.map((request) => `\n${ticketTitle(request)}\n${about(request, words)}`),
    rest > 0 && `\n${i18n.t('telegram_bot.rest', { count: rest })}`,
    total > 0 && `\n${linkTo('/approvals', i18n.t('telegram_bot.inbox'))}`,
    toConfirm > 0 && `\n${linkTo('/', i18n.t('telegram_bot.to_confirm', { count: toConfirm }))}`
  )
}

function about({ requester, typeName, waitsSince }: Request, { i18n, times }: Words): string {
  const age = times.age(waitsSince)
  return escapeHtml(
    i18n.t('telegram_bot.asked_by', { name: requester.fullName, type: typeName, age })
  )
}
