import type Deliverable from '#models/deliverable'
import type Ticket from '#models/ticket'
import type User from '#models/user'
import { makeGuestLink } from '#services/guests/make_guest_link'
import { Visitor } from '#tests/support/visitor'

/** Makes a link for guests as a person. @returns its path */
export async function invite(
  by: User,
  ticket: Ticket,
  deliverables: Pick<Deliverable, 'id'>[],
  form: { label?: string; days?: number } = {}
): Promise<string> {
  const deliverableIds = deliverables.map(({ id }) => id)
  const { label = 'Acme', days = 14 } = form
  const href = await makeGuestLink(
    ticket.id,
    { label, days, deliverableIds },
    { by, channel: 'web', address: '127.0.0.1' }
  )
  return new URL(href).pathname
}

/** Somebody without an account who gave his name at a link. */
export async function guestAt(path: string, name = 'Gus Guest'): Promise<Visitor> {
  const visitor = new Visitor()
  await visitor.get(path)
  await visitor.post(`${path}/guests`, { name })
  return visitor
}
