import { listAsked, listWork } from '#services/dashboard/list_mine'
import { linkTo, lines, type AskedByUser } from '#services/telegram/commands/command'
import { ticketState, ticketTitle } from '#services/telegram/commands/ticket_lines'

/** What the person works on, what is due first at the top. */
export async function sayMine({ user, words }: AskedByUser): Promise<string> {
  const { i18n } = words
  const { rows, total } = await listWork(user)
  const { toConfirm } = await listAsked(user)
  const rest = total - rows.length
  return lines(
    `<b>${i18n.t('telegram_bot.mine', { count: total })}</b>`,
    ...rows.map(({ ticket }) => `\n${ticketTitle(ticket)}\n${ticketState(ticket, words)}`),
    rest > 0 &&
      `\n${linkTo('/tickets?tab=assigned', i18n.t('telegram_bot.more', { count: rest }))}`,
    toConfirm > 0 && `\n${linkTo('/', i18n.t('telegram_bot.to_confirm', { count: toConfirm }))}`
  )
}
