import type { Transition } from '#workflows/workflow'

/** How a page carries a move out: a form that posts there, a page that asks for more, or a dialog on the ticket. */
export interface Way {
  how: 'post' | 'link' | 'ask'
  href: string
  /** It opens a page that asks something first; its label ends in an ellipsis, like that of a dialog. */
  asksMore?: boolean
}

/** Where a move leads whose page or service is its own; the others are posted as they are, or ask in a dialog. */
export function wayOfMove(
  { name, by, needs }: Transition,
  ticket: { id: number; isScheduled: boolean }
): Way {
  const at = `/tickets/${ticket.id}`
  if (by === 'brief') return { how: 'link', href: `${at}/edit` }
  if (by === 'trash') return { how: 'post', href: `${at}/trash` }
  if (by === 'transfer' || by === 'merge')
    return { how: 'link', href: `${at}/${by}/new`, asksMore: true }
  if (by === 'rollback') return { how: 'link', href: `${at}/history`, asksMore: true }
  if (name === 'assign') return { how: 'link', href: `${at}/assignment/edit` }
  if (name === 'unassign') return { how: 'post', href: `${at}/assignment/delete` }
  const asks = needs !== undefined || (name === 'complete' && ticket.isScheduled)
  if (by === 'priority' || asks) return { how: 'ask', href: `${at}?ask=${name}` }
  return { how: 'post', href: `${at}/transitions/${name}` }
}
