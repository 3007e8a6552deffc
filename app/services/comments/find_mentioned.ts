import Ticket from '#models/ticket'
import User from '#models/user'
import { mayReadNotes } from '#services/tickets/may'
import { standingOf } from '#services/tickets/standing_of'
import { factsOf } from '#services/tickets/facts_of'
import type { LockedTicket } from '#services/tickets/with_locked_ticket'
import { mentionsIn } from '#services/words/render_text'

export interface Mentioned {
  id: number
  username: string
  fullName: string
  departmentId: number
  seesTicket: boolean
  seesNotes: boolean
}

type Talked = Pick<LockedTicket, 'trx' | 'ticket' | 'collaboratorIds' | 'by'>

/** The active people whom a text mentions, and what each of them may see of the ticket; the writer is passed over. */
export async function findMentioned(talked: Talked, body: string): Promise<Mentioned[]> {
  const names = mentionsIn(body)
  if (names.length === 0) return []
  const users = await User.query({ client: talked.trx })
    .whereIn('username', names)
    .whereNotNull('approved_at')
    .whereNull('deactivated_at')
    .whereNot('id', talked.by?.id ?? 0)
  const mentioned: Mentioned[] = []
  for (const { id } of users) {
    const user = await User.asActor(id, talked.trx)
    if (user) mentioned.push(await judge(talked, user))
  }
  return mentioned
}

async function judge({ trx, ticket, collaboratorIds }: Talked, user: User): Promise<Mentioned> {
  const seen = await Ticket.query({ client: trx })
    .where('tickets.id', ticket.id)
    .withScopes((scopes) => scopes.visibleTo(user))
    .select('tickets.id')
    .first()
  return {
    id: user.id,
    username: user.username,
    fullName: user.fullName,
    departmentId: user.departmentId,
    seesTicket: seen !== null,
    seesNotes:
      seen !== null && mayReadNotes(standingOf(user, factsOf(ticket, user, collaboratorIds))),
  }
}
