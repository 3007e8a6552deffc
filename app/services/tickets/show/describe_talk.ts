import type { ShownTicket } from '#services/tickets/show/shown_ticket'

/** Which part of the talk stands here, and where the rest does. */
export function describeTalk({ ticket, talk: { comments, earlier, total, part } }: ShownTicket) {
  const path = `/tickets/${ticket.id}`
  const before = part === 'newest' ? 'all' : comments[0]?.id
  return {
    earlier,
    shown: comments.length,
    total,
    /** So many that not all of them stand on one page. */
    isParted: part !== 'newest' && total > comments.length,
    earlierHref: earlier > 0 ? `${path}?comments=${before}#conversation` : null,
    newestHref: typeof part === 'object' ? `${path}#conversation` : null,
  }
}
