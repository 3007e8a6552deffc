import type { Words } from '#services/activity/describe_activity'
import { whyNotTick } from '#services/checklists/may_tick'
import type { ShownTicket } from '#services/tickets/show/shown_ticket'

/** The checklist of a ticket in words; null where its type has none. */
export function describeChecklist(
  { checklist, standing, ticket }: Pick<ShownTicket, 'checklist' | 'standing' | 'ticket'>,
  { i18n, times }: Words
) {
  if (checklist.length === 0) return null
  const done = checklist.filter((item) => item.doneAt !== null).length
  return {
    done,
    count: checklist.length,
    said: i18n.t('checklists.progress', { done, count: checklist.length }),
    /** What is left before the work may be completed. */
    left: ticket.checklistLeft,
    mayTick: whyNotTick(ticket.workflow, standing) === null,
    items: checklist.map((item) => ({
      id: item.id,
      text: item.text,
      isDone: item.doneAt !== null,
      said: item.doneAt
        ? i18n.t('checklists.ticked', { name: item.doneBy ?? '', at: times.moment(item.doneAt) })
        : null,
      at: times.iso(item.doneAt),
    })),
  }
}
