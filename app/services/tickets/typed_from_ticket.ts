import db from '@adonisjs/lucid/services/db'
import RequestType from '#models/request_type'
import type Ticket from '#models/ticket'
import type { TimeWords } from '#services/words/time_words'
import { briefOf } from '#services/tickets/brief_of'
import { emptyTicket, type TypedTicket } from '#services/tickets/typed_ticket'

/** The form that would send a ticket's present brief unchanged; times in the zone of `times`. */
export async function typedFromTicket(ticket: Ticket, times: TimeWords): Promise<TypedTicket> {
  const [brief, type] = await Promise.all([
    briefOf(ticket),
    RequestType.findOrFail(ticket.requestTypeId),
  ])
  const text = (value: unknown) => String(value ?? '')
  return emptyTicket({
    type: type.key,
    title: brief.title,
    description: brief.description,
    productId: text(brief.productId),
    items: brief.items!.map((item) => ({
      productId: text(item.productId),
      quantity: text(item.quantity),
      criteria: text(item.criteria),
    })),
    quantity: text(brief.quantity),
    criteria: text(brief.criteria),
    fileFormat: text(brief.fileFormat),
    scheduledStart: times.field(brief.scheduledStart),
    scheduledEnd: times.field(brief.scheduledEnd),
    priority: ticket.priority,
    lockVersion: text(ticket.lockVersion),
  })
}

/**
 * A new form with the brief of an earlier ticket: no files, no people, no schedule. Products that are no longer asked
 * for are left out.
 * @returns the form and the names of what was left out
 */
export async function duplicateTicket(ticket: Ticket, times: TimeWords) {
  const typed = await typedFromTicket(ticket, times)
  const ids = [typed.productId, ...typed.items.map((item) => item.productId)].filter(Boolean)
  const retired = await db
    .from('products')
    .whereIn('id', ids)
    .where('is_active', false)
    .orderBy('name')
    .select('id', 'name')
  const isLeftOut = (id: string) => retired.some((product) => String(product.id) === id)
  return {
    typed: {
      ...typed,
      productId: isLeftOut(typed.productId) ? '' : typed.productId,
      items: typed.items.filter((item) => !isLeftOut(item.productId)),
      scheduledStart: '',
      scheduledEnd: '',
      lockVersion: '',
    },
    leftOut: retired.map((product) => product.name as string),
  }
}
