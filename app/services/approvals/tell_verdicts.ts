import type { I18n } from '@adonisjs/i18n'
import Approval from '#models/approval'
import Ticket from '#models/ticket'
import type User from '#models/user'

/** What became of a request that stood on somebody's page. */
export interface Verdict {
  id: number
  title: string
  sentence: string
  /** Somebody decided; else it only no longer waits for this person. */
  isDecided: boolean
}

/**
 * Says of requests that no longer wait for this person who decided them; in two queries for any number of ids. Of a ticket
 * he may not see (any more) only that it no longer waits for him.
 */
export async function tellVerdicts(ids: number[], viewer: User, i18n: I18n): Promise<Verdict[]> {
  if (ids.length === 0) return []
  const tickets = await Ticket.query()
    .whereIn('tickets.id', ids)
    .whereNull('tickets.deleted_at')
    .withScopes((scopes) => scopes.visibleTo(viewer))
    .select('tickets.id', 'tickets.title')
  const seen = new Map(tickets.map((ticket) => [ticket.id, ticket]))
  const decided = await lastDecisions([...seen.keys()])
  return ids.map((id) => {
    const approval = decided.get(id)
    const name = approval?.user?.fullName
    const key = name ? approval.decision : 'gone'
    const sentence = i18n.t(`approvals.verdict.${key}`, { id: String(id), name: name ?? '' })
    return { id, title: seen.get(id)?.title ?? '', sentence, isDecided: key !== 'gone' }
  })
}

/** The newest valid decision of a person on each of these tickets. */
async function lastDecisions(ids: number[]): Promise<Map<number, Approval>> {
  if (ids.length === 0) return new Map()
  const approvals = await Approval.query()
    .whereIn('ticket_id', ids)
    .whereNot('decision', 'skipped')
    .whereNull('voided_at')
    .preload('user')
    .orderBy('id')
  return new Map(approvals.map((approval) => [approval.ticketId, approval]))
}
