import RequestType from '#models/request_type'
import type Ticket from '#models/ticket'
import type User from '#models/user'
import { createTicket, type TicketForm } from '#services/tickets/create_ticket'
import { makePerson } from '#tests/support/people'
import { move } from '#tests/support/tickets'

export type SupportCast = Awaited<ReturnType<typeof makeSupportCast>>

/** The people round a bug report of Rosa's: Sales asks, IT works, Customer Care may get it, Finance has no part in it. */
export async function makeSupportCast() {
  return {
    rosa: await makePerson({ username: 'rosa', department: 'Sales' }),
    max: await makePerson({ username: 'max', role: 'manager', department: 'Sales' }),
    ivan: await makePerson({ username: 'ivan', role: 'manager', department: 'IT' }),
    ida: await makePerson({ username: 'ida', department: 'IT' }),
    igor: await makePerson({ username: 'igor', department: 'IT' }),
    cora: await makePerson({ username: 'cora', role: 'manager', department: 'Customer Care' }),
    carl: await makePerson({ username: 'carl', department: 'Customer Care' }),
    fred: await makePerson({ username: 'fred', department: 'Finance' }),
    olga: await makePerson({ username: 'olga', role: 'admin', department: 'Operations' }),
  }
}

/** Asks the support desk for something; a bug, which IT handles, unless said otherwise. */
export async function askSupport(
  by: User,
  form: Partial<TicketForm> & { type?: string } = {}
): Promise<Ticket> {
  const { type: key = 'bug', ...rest } = form
  const type = await RequestType.findByOrFail('key', key)
  return createTicket(
    {
      title: 'The cash desk prints nothing',
      description: 'Since this morning, on both tills.',
      requestTypeId: type.id,
      priority: 'medium',
      ...rest,
    },
    { by, channel: 'web' }
  )
}

export type SupportStage =
  'open' | 'taken' | 'in_progress' | 'pending_user' | 'on_hold' | 'resolved' | 'closed'

/** A bug of Rosa's that has come this far in Ida's hands. */
export async function supportAt(
  stage: SupportStage,
  { rosa, ida }: Pick<SupportCast, 'rosa' | 'ida'>,
  form: Parameters<typeof askSupport>[1] = {}
): Promise<Ticket> {
  const ticket = await askSupport(rosa, form)
  if (stage === 'open') return ticket
  if (stage === 'taken') return move(ida, ticket, 'take')
  await move(ida, ticket, 'start')
  if (stage === 'pending_user') return move(ida, ticket, 'ask_requester', { note: 'Which till?' })
  if (stage === 'on_hold') return move(ida, ticket, 'hold', { note: 'A part is on its way.' })
  if (stage === 'in_progress') return ticket.refresh()
  const resolved = await move(ida, ticket, 'resolve', { note: 'A new cable.' })
  return stage === 'resolved' ? resolved : move(rosa, ticket, 'close')
}
