import { Conflict } from '#exceptions/refusals'
import DecisionToken from '#models/decision_token'
import Ticket from '#models/ticket'
import User from '#models/user'
import { hashToken } from '#services/accounts/hash_token'
import clock from '#services/clock'
import { mayDecideByLink } from '#services/decisions/may_decide'
import { refuseStaleDecision } from '#services/tickets/refuse_stale_decision'
import type { SeenVersion } from '#services/tickets/transition_ticket'

/**
 * What a link is good for. `ended`: its person decides no longer, may not see the ticket, or his account changed; it says
 * nothing of the ticket then. `outdated`: decided or changed meanwhile, as `conflict` tells.
 */
export type LinkState = 'open' | 'used' | 'expired' | 'newer' | 'outdated' | 'ended'

export interface DecisionLink {
  state: LinkState
  row: DecisionToken
  person: User
  /** Null where nothing of it may be said. */
  ticket: Ticket | null
  seen: SeenVersion
  conflict: Conflict | null
}

const TOKEN = /^[\w-]{43}$/

/**
 * Whose link this is and what it is good for now; changes nothing.
 * @returns null for a token that the desk never made, or forgot
 */
export async function readDecisionLink(token: string): Promise<DecisionLink | null> {
  if (!TOKEN.test(token)) return null
  const row = await DecisionToken.findBy('tokenHash', hashToken(token))
  const person = row && (await User.asActor(row.userId))
  if (!row || !person) return null
  const { step, round, briefVersion } = row
  const link = { row, person, seen: { step, round, briefVersion }, ticket: null, conflict: null }
  if (!isStillHis(row, person)) return { ...link, state: 'ended' }
  if (row.expiresAt <= clock.now()) return { ...link, state: 'expired' }
  const ticket = await Ticket.query()
    .where('tickets.id', row.ticketId)
    .whereNull('tickets.deleted_at')
    .withScopes((scopes) => scopes.visibleTo(person))
    .first()
  if (!ticket) return { ...link, state: 'ended' }
  if (row.usedAt) return { ...link, ticket, state: 'used' }
  const conflict = await conflictOf(ticket, person, link.seen)
  if (conflict) return { ...link, ticket, conflict, state: 'outdated' }
  if (row.endedBy === 'newer') return { ...link, ticket, state: 'newer' }
  if (row.endedAt || !mayDecideByLink(person, ticket)) return { ...link, state: 'ended' }
  return { ...link, ticket, state: 'open' }
}

/** False from the moment on that the account was locked, shut, moved or demoted, or got another password. */
function isStillHis(row: DecisionToken, person: User): boolean {
  return person.isActive && person.adminLockedAt === null && person.sessionEpoch === row.epoch
}

async function conflictOf(ticket: Ticket, by: User, seen: SeenVersion): Promise<Conflict | null> {
  try {
    await refuseStaleDecision({ trx: ticket.$trx ?? Ticket.query().client, ticket, by }, seen)
    return null
  } catch (error) {
    if (error instanceof Conflict) return error
    throw error
  }
}
