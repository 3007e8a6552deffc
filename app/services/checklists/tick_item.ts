import { Invalid, NotFound, Refusal } from '#exceptions/refusals'
import type { Actor } from '#services/actor'
import { recordActivity } from '#services/activity/record_activity'
import { ticksByException, whyNotTick } from '#services/checklists/may_tick'
import clock from '#services/clock'
import { markCardsStale } from '#services/telegram/cards/mark_stale'
import { withLockedTicket, type LockedTicket } from '#services/tickets/with_locked_ticket'

interface Item {
  id: number
  text: string
  is_required: boolean
  done_at: Date | null
}

/**
 * Ticks an item of a ticket's checklist, or takes the tick away, as one activity that nobody is told of. An item that
 * stands there already as asked for stays as it is: two people who tick at once have ticked once.
 * @returns the item's text, and what is still left before the work may be completed
 * @throws NotFound for strangers and items of other tickets; Refusal 403
 */
export async function tickItem(
  ticketId: number,
  tick: { itemId: number; isDone: boolean },
  actor: Actor
): Promise<{ text: string; left: number }> {
  return withLockedTicket(ticketId, actor, async (locked) => {
    const { trx, ticket, workflow, standing, by } = locked
    const item: Item | null = await trx
      .from('ticket_checklist')
      .where({ id: tick.itemId, ticket_id: ticket.id })
      .select('id', 'text', 'is_required', 'done_at')
      .first()
    if (!item) throw new NotFound()
    const why = by ? whyNotTick(workflow.key, standing) : null
    if (why) throw new Refusal(`checklists.${why}`)
    if (!by) throw new Invalid('item', 'checklists.not_yours')
    if ((item.done_at !== null) === tick.isDone) {
      return { text: item.text, left: ticket.checklistLeft }
    }
    await trx
      .from('ticket_checklist')
      .where('id', item.id)
      .update({
        done_at: tick.isDone ? clock.now().toJSDate() : null,
        done_by: tick.isDone ? by.id : null,
      })
    await count(locked, item, tick.isDone)
    await recordActivity(locked, {
      action: tick.isDone ? 'checked' : 'unchecked',
      isChange: false,
      details: { name: item.text, ...(ticksByException(locked) ? { own: true } : {}) },
      tells: [],
    })
    return { text: item.text, left: ticket.checklistLeft }
  })
}

/** Keeps the count on the ticket; the buttons of cards follow when the last item goes, or the first comes back. */
async function count({ trx, ticket }: LockedTicket, item: Item, isDone: boolean) {
  if (!item.is_required) return
  const before = ticket.checklistLeft
  ticket.checklistLeft = Math.max(0, before + (isDone ? -1 : 1))
  await ticket.save()
  if ((before === 0) !== (ticket.checklistLeft === 0)) {
    await markCardsStale(trx, { ticketIds: [ticket.id] })
  }
}
