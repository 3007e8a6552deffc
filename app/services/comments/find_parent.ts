import { Invalid } from '#exceptions/refusals'
import type { LockedTicket } from '#services/tickets/with_locked_ticket'

export interface Parent {
  id: number
  isInternal: boolean
}

/**
 * The comment that is answered; null without one.
 * @throws Invalid 422 on `parentId`
 */
export async function findParent(
  { trx, ticket }: LockedTicket,
  parentId: number | null | undefined,
  readsNotes: boolean
): Promise<Parent | null> {
  if (!parentId) return null
  const row = await trx.from('comments').where({ id: parentId, ticket_id: ticket.id }).first()
  if (!row || (row.is_internal && !readsNotes))
    throw new Invalid('parentId', 'comments.parent_gone')
  return { id: row.id, isInternal: row.is_internal }
}
