import db from '@adonisjs/lucid/services/db'
import type Ticket from '#models/ticket'
import { addComment } from '#services/comments/add_comment'
import { linkTickets } from '#services/tickets/link_tickets'
import { setPriority } from '#services/tickets/set_priority'
import { trashTicket } from '#services/tickets/trash_ticket'
import { watchTicket } from '#services/tickets/watch_ticket'
import { adsForm, ticketIdOf, withFiles } from '#tests/support/forms'
import { makeCast, makePerson, type Cast } from '#tests/support/people'
import { picture } from '#tests/support/pictures'
import { askSupport } from '#tests/support/support_desk'
import { ask, move, ticketAt } from '#tests/support/tickets'
import { visit } from '#tests/support/visitor'

export interface DemoSet {
  cast: Cast
  /** Tickets by where they stand; `ads` carries items and files, `talked` a conversation. */
  tickets: Record<
    'ads' | 'pending' | 'approved' | 'shoot' | 'talked' | 'completed' | 'rejected' | 'solved',
    number
  >
  commentId: number
  waitingId: number
  deliveryId: number
}

/** A small desk on which no list is empty: tickets in every status, talk, files, people who wait. */
export async function makeDemoSet(): Promise<DemoSet> {
  const cast = await makeCast()
  const tickets = {
    ads: await askForAds(cast),
    pending: await idOf(
      ticketAt('pending_creative', cast, { title: 'Homepage header for the summer' })
    ),
    approved: await idOf(ticketAt('approved', cast, { title: 'Banner for the app, three sizes' })),
    shoot: await idOf(ticketAt('approved', cast, { type: 'photoshoot', title: 'Product table' })),
    talked: await idOf(ticketAt('in_progress', cast, { title: LONG_TITLE })),
    completed: await idOf(ticketAt('completed', cast)),
    rejected: await idOf(ticketAt('rejected', cast)),
    solved: await idOf(solved(cast)),
  }
  for (const stage of ['requested', 'pending_creative', 'assigned', 'confirmed'] as const) {
    await ticketAt(stage, cast)
  }
  const commentId = await talk(cast, tickets.talked)
  const gone = await ask(cast.maria, { title: 'Asked for twice' })
  await trashTicket(gone.id, { by: cast.ana, channel: 'web' })
  const waiting = await makePerson({ username: 'lea', approved: false })
  await visit(cast.maria).then((visitor) => visitor.get('/'))
  const delivery = await db.from('deliveries').orderBy('id').firstOrFail()
  return { cast, tickets, commentId, waitingId: waiting.id, deliveryId: delivery.id }
}

const LONG_TITLE =
  'Winner announcements for the regional finals, one still and one short video each, Donaudampfschifffahrtsgesellschaftskapitaen'

async function askForAds({ maria }: Cast): Promise<number> {
  const rows: [string, number][] = [
    ['Juan365 FB VID', 4],
    ['DIGI ADS FB STATIC', 6],
  ]
  const visitor = await visit(maria)
  await visitor.get('/tickets/new')
  const form = withFiles(await adsForm(rows), [
    ['key-visual-for-the-payday-push-in-november.png', await picture(400, 300)],
    ['logo.png', await picture()],
  ])
  return ticketIdOf(await visitor.post('/tickets', form))
}

async function talk({ maria, kim, ben, rico, ana }: Cast, ticketId: number): Promise<number> {
  const as = (by: typeof maria) => ({ by, channel: 'web' as const })
  const first = await addComment(ticketId, { body: 'Which **size** first, @maria?' }, as(kim))
  const body = 'The wide one:\n\n- 1200 × 628\n- 1080 × 1080\n\n> as in October'
  await addComment(ticketId, { body, parentId: first.id }, as(maria))
  await addComment(ticketId, { body: 'Two days at most.', isInternal: true }, as(ben))
  await watchTicket(ticketId, rico.id, as(ana))
  await setPriority(ticketId, { priority: 'urgent' }, as(ben))
  return first.id
}

/** Asked of the support desk, answered, solved, and linked to what it duplicates. */
async function solved({ maria, admin }: Cast): Promise<Ticket> {
  const as = { by: admin, channel: 'web' as const }
  const other = await askSupport(maria, { title: 'The export stops half-way' })
  const ticket = await askSupport(maria, { title: 'The export answers 500' })
  await linkTickets(ticket.id, { otherId: other.id, kind: 'duplicate' }, as)
  return move(admin, ticket, 'resolve', { note: 'The disk was **full**. It is larger now.' })
}

async function idOf(ticket: Promise<Ticket>): Promise<number> {
  const { id } = await ticket
  return id
}
