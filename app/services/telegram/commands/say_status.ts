import { listWork } from '#services/dashboard/list_mine'
import { countRequests } from '#services/approvals/list_requests'
import { countNavigation } from '#services/notifications/count_navigation'
import { linkTo, lines, type AskedByUser } from '#services/telegram/commands/command'
import { escapeHtml } from '#services/telegram/say'

/** Who the bot takes him for, and how much there is for him. */
export async function sayStatus({ user, words }: AskedByUser): Promise<string> {
  const { i18n, zone, times } = words
  const { unread } = await countNavigation(user)
  const waiting = user.managesAnything ? await countRequests(user, 'mine') : null
  const { total } = await listWork(user)
  const name = `${user.fullName} (${user.username})`
  return lines(
    i18n.t('telegram_bot.linked_as', {
      name: `<b>${escapeHtml(name)}</b>`,
      when: escapeHtml(`${times.exact(user.telegramLinkedAt)} (${zone})`),
    }),
    waiting !== null && i18n.t('telegram_bot.waiting', { count: waiting }),
    i18n.t('telegram_bot.mine', { count: total }),
    i18n.t('telegram_bot.unread', { count: unread }),
    linkTo('/me/telegram', i18n.t('telegram_bot.settings'))
  )
}
