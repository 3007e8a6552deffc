import { deadlineOf, scheduleOf } from '#mails/ticket_words'
import type { Words } from '#mails/words'
import type Ticket from '#models/ticket'
import type { Request } from '#services/approvals/describe_request'
import { REQUESTS } from '#services/notifications/events'

/** The quiet lines of a card: what it is, who asks, until when. */
export function factLines(ticket: Ticket, request: Request, kind: string, words: Words): string[] {
  const { i18n } = words
  const isRequest = REQUESTS.includes(kind)
  return [
    i18n.t('telegram.card.about', {
      id: String(ticket.id),
      type: ticket.requestType.name,
      priority: i18n.t(`workflow.priority.${ticket.priority}`),
    }),
    i18n.t('telegram.card.from', {
      name: ticket.requester.fullName,
      department: ticket.requestingDepartment.name,
    }),
    isRequest ? hoursOrSchedule(request, words) : deadlineOf(ticket, words),
    isRequest && request.otherFiles + request.images.length > 0
      ? i18n.t('mail.files', { count: request.otherFiles + request.images.length })
      : '',
  ]
}

/** The items of the brief, one a line, and their sum. */
export function itemLines(request: Request, { i18n }: Words): string[] {
  const items = request.items.map(({ name, quantity, criteria }) =>
    [`${name} × ${quantity}`, criteria ? i18n.t(`workflow.criteria.${criteria}`).toLowerCase() : '']
      .filter(Boolean)
      .join(', ')
  )
  const pieces = request.pieces ? i18n.t('mail.pieces', { count: request.pieces }) : ''
  const criteria =
    items.length === 0 && request.criteria ? i18n.t(`workflow.criteria.${request.criteria}`) : ''
  const sum = [request.product ?? '', pieces, criteria.toLowerCase()].filter(Boolean).join(', ')
  return [...items, sum].filter(Boolean)
}

/** Before it is approved: how long it may take, or when it is wished for. */
function hoursOrSchedule(request: Request, words: Words): string {
  const { i18n, times } = words
  if (request.hours !== null) {
    return i18n.t('mail.deadline_after', { length: times.allowed(request.hours) })
  }
  return scheduleOf(request, words)
}
