import type { I18n } from '@adonisjs/i18n'
import logger from '@adonisjs/core/services/logger'
import { Conflict, Refusal } from '#exceptions/refusals'
import Ticket from '#models/ticket'
import type User from '#models/user'
import type { Actor } from '#services/actor'
import { tellVerdicts } from '#services/approvals/tell_verdicts'
import { transitionTicket, type SeenVersion } from '#services/tickets/transition_ticket'

/** One ticket of a batch, with what the person saw of it. */
export interface Chosen {
  ticketId: number
  seen: SeenVersion
}

export interface BatchRow {
  id: number
  title: string
  isApproved: boolean
  /** Why not; empty when it was approved. */
  why: string
}

/** What became of a batch, short enough for the cookie that carries it to the next page: browsers take 4 kB. */
export interface Batch {
  approved: number[]
  /** Ids with the reason; for those beyond `MOST_REASONS` it is empty. */
  refused: [id: number, why: string][]
}

const MOST_REASONS = 15

/**
 * Approves several tickets, each on its own: one that changed or was decided meanwhile stops none of the others.
 * @returns what became of each, in the order given
 */
export async function approveSeveral(chosen: Chosen[], actor: Actor): Promise<Batch> {
  const batch: Batch = { approved: [], refused: [] }
  for (const { ticketId, seen } of chosen) {
    const why = await approve(ticketId, seen, actor)
    if (why === '') batch.approved.push(ticketId)
    else batch.refused.push([ticketId, batch.refused.length < MOST_REASONS ? why : ''])
  }
  return batch
}

/**
 * A batch as rows with titles, as far as this person still sees the tickets; what was refused comes first. Reasons that
 * the cookie had no room for are looked up: who decided, as it stands now.
 */
export async function describeBatch(
  { approved, refused }: Batch,
  viewer: User,
  i18n: I18n
): Promise<BatchRow[]> {
  const refusedIds = refused.map(([id]) => id)
  const unsaid = refused.filter(([, why]) => why === '').map(([id]) => id)
  const verdicts = await tellVerdicts(unsaid, viewer, i18n)
  const left = i18n.t('approvals.batch_left')
  const said = new Map(verdicts.map((one) => [one.id, one.isDecided ? one.sentence : left]))
  const titles = await titlesOf([...refusedIds, ...approved], viewer)
  const title = (id: number) => titles.get(id) ?? ''
  return [
    ...refused.map(([id, why]) => ({
      id,
      title: title(id),
      isApproved: false,
      why: why || said.get(id)!,
    })),
    ...approved.map((id) => ({ id, title: title(id), isApproved: true, why: '' })),
  ]
}

async function approve(ticketId: number, seen: SeenVersion, actor: Actor): Promise<string> {
  try {
    await transitionTicket(ticketId, 'approve', { seen }, actor)
    return ''
  } catch (error) {
    const locale = actor.by?.locale ?? 'en'
    if (error instanceof Refusal) return error.sentence(locale)
    // What was approved before it stands, and has to be said: one that fails stops none of the others.
    logger.error({ err: error, ticketId }, 'an approval of a batch failed')
    return new Conflict('busy', { id: ticketId }).sentence(locale)
  }
}

async function titlesOf(ids: number[], viewer: User): Promise<Map<number, string>> {
  const tickets = await Ticket.query()
    .withScopes((scopes) => scopes.visibleTo(viewer))
    .whereNull('tickets.deleted_at')
    .whereIn('tickets.id', ids)
    .select('tickets.id', 'tickets.title')
  return new Map(tickets.map(({ id, title }) => [id, title]))
}
