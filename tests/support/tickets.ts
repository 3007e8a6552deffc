import Product from '#models/product'
import RequestType from '#models/request_type'
import type Ticket from '#models/ticket'
import type User from '#models/user'
import { assignTicket } from '#services/tickets/assign_ticket'
import { createTicket, type TicketForm } from '#services/tickets/create_ticket'
import { transitionTicket, type TransitionInput } from '#services/tickets/transition_ticket'
import type { Cast } from '#tests/support/people'

/** Asks for something as a person, through the service; a website banner unless said otherwise. */
export async function ask(
  by: User,
  form: Partial<TicketForm> & { type?: string } = {}
): Promise<Ticket> {
  const { type: key = 'website_banner', ...rest } = form
  const type = await RequestType.findByOrFail('key', key)
  const product =
    type.productMode === 'one' ? await Product.findByOrFail('category', 'general') : null
  return createTicket(
    {
      title: 'A banner for payday',
      description: 'One clear line, large product name.',
      requestTypeId: type.id,
      priority: 'medium',
      productId: product?.id,
      quantity: 1,
      criteria: 'image',
      ...rest,
    },
    { by, channel: 'web' }
  )
}

/** Makes a move as a person, on what he would see right now. */
export async function move(
  by: User,
  ticket: Ticket,
  name: string,
  input: TransitionInput = {}
): Promise<Ticket> {
  return transitionTicket(ticket.id, name, input, { by, channel: 'web' })
}

export type Stage =
  | 'requested'
  | 'pending_creative'
  | 'approved'
  | 'assigned'
  | 'in_progress'
  | 'completed'
  | 'confirmed'
  | 'rejected'

/** A ticket of Maria's that has come this far through the usual people's hands. */
export async function ticketAt(stage: Stage, cast: Cast, form: Parameters<typeof ask>[1] = {}) {
  let ticket = await ask(cast.maria, form)
  if (stage === 'requested') return ticket
  if (stage === 'rejected') return move(cast.ana, ticket, 'reject', { note: 'Not this month.' })
  ticket = await move(cast.ana, ticket, 'approve')
  if (stage === 'pending_creative') return ticket
  ticket = await move(cast.ben, ticket, 'approve')
  if (stage === 'approved') return ticket
  ticket = await assignTicket(
    ticket.id,
    { assigneeId: cast.kim.id },
    { by: cast.ben, channel: 'web' }
  )
  if (stage === 'assigned') return ticket
  ticket = await move(cast.kim, ticket, 'start')
  if (stage === 'in_progress') return ticket
  ticket = await move(cast.kim, ticket, 'complete')
  if (stage === 'completed') return ticket
  return move(cast.maria, ticket, 'confirm')
}
