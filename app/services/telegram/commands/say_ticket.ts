import { NotFound } from '#exceptions/refusals'
import User from '#models/user'
import { findApprovers } from '#services/approvals/find_approvers'
import { sendTicketCard } from '#services/telegram/cards/send_ticket_card'
import { lines, type AskedByUser } from '#services/telegram/commands/command'
import { statusWords, ticketTitle } from '#services/telegram/commands/ticket_lines'
import { escapeHtml } from '#services/telegram/say'
import { loadTicket } from '#services/tickets/show/load_ticket'
import { requestersTurns } from '#services/tickets/whose_turn'
import { departmentOfStep } from '#services/tickets/department_of_step'
import { excerptOf } from '#services/words/excerpt_of'
import { findWorkflow } from '#workflows/index'

const EXCERPT = 400
const APPROVERS = 3
const GREATEST = 2_147_483_647

/**
 * What the person may see of a ticket; strangers and unknown numbers get the same sentence.
 * @returns null when it came as a card, because there is something for him to press
 */
export async function sayTicket({
  user,
  chatId,
  words,
  argument,
}: AskedByUser): Promise<string | null> {
  const { i18n, zone, times } = words
  const number = /^#?(\d{1,10})$/.exec(argument)?.[1]
  if (!number) return i18n.t('telegram_bot.which_ticket')
  const id = Number(number)
  const found = await loadTicket(id > GREATEST ? 0 : id, user).catch((error) => {
    if (error instanceof NotFound) return null
    throw error
  })
  if (!found) return i18n.t('telegram_bot.no_ticket', { id: String(id) })
  if (await sendTicketCard(user, chatId, id)) return null
  const { ticket, names } = found
  const people = await User.query().whereIn('id', [ticket.requesterId, ticket.assigneeId ?? 0])
  const nameOf = (userId: number | null) => people.find((one) => one.id === userId)?.fullName ?? ''
  const { isFinished } = findWorkflow(ticket.workflow).statuses[ticket.status]
  const fact = (key: string, value: string) =>
    value ? `${i18n.t(`telegram_bot.fact.${key}`)}: ${escapeHtml(value)}` : ''
  const assignee = ticket.isProposed ? '' : nameOf(ticket.assigneeId)
  return lines(
    `<b>${ticketTitle(ticket)}</b>`,
    fact('status', statusWords(ticket, words)),
    fact('waits', await waitsFor()),
    fact('type', names.type),
    fact('priority', i18n.t(`workflow.priority.${ticket.priority}`)),
    fact('requester', `${nameOf(ticket.requesterId)}, ${names.requestingDepartment}`),
    fact('assignee', assignee),
    fact(
      'deadline',
      ticket.deadlineAt && !isFinished ? `${times.exact(ticket.deadlineAt)} (${zone})` : ''
    ),
    `\n${escapeHtml(excerptOf(ticket.description, EXCERPT).text)}`
  )

  async function waitsFor(): Promise<string> {
    const step = ticket.waitingStep
    const isAskers = requestersTurns(findWorkflow(ticket.workflow)).includes(ticket.status)
    if (isAskers && !ticket.isConfirmed) return nameOf(ticket.requesterId)
    if (!step) return ''
    const find = await findApprovers()
    const { approvers } = find(departmentOfStep(step, ticket), ticket.requesterId)
    const shown = approvers.slice(0, APPROVERS).map((one) => one.fullName)
    return approvers.length > APPROVERS ? `${shown.join(', ')} …` : shown.join(', ')
  }
}
