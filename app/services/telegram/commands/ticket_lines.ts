import type { Words } from '#mails/words'
import type Ticket from '#models/ticket'
import { linkTo } from '#services/telegram/commands/command'
import { escapeHtml } from '#services/telegram/say'
import { findWorkflow } from '#workflows/index'

const LONGEST_TITLE = 120

/** "#12 A banner" as a link. */
export function ticketTitle({ id, title }: { id: number; title: string }): string {
  const characters = [...title]
  const short =
    characters.length > LONGEST_TITLE
      ? `${characters.slice(0, LONGEST_TITLE - 1).join('')}…`
      : title
  return linkTo(`/tickets/${id}`, `#${id} ${short}`)
}

/** "In progress · High · in 3 h" */
export function ticketState(ticket: Ticket, words: Words): string {
  const { i18n, times } = words
  const { isFinished } = findWorkflow(ticket.workflow).statuses[ticket.status]
  const due = !isFinished && ticket.deadlineAt ? times.due(ticket.deadlineAt).text : ''
  return escapeHtml(
    [statusWords(ticket, words), i18n.t(`workflow.priority.${ticket.priority}`), due]
      .filter(Boolean)
      .join(' · ')
  )
}

export function statusWords(ticket: Ticket, { i18n }: Words): string {
  const status = ticket.isConfirmed ? 'confirmed' : ticket.status
  return i18n.t(`workflow.${ticket.workflow}.status.${status}`)
}
