import type { Group } from '@japa/runner/core'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import type Ticket from '#models/ticket'
import type User from '#models/user'
import type { Delivered } from '#services/deliverables/deliver_files'
import { deliver } from '#tests/support/deliverables'
import { makeCast, type Cast } from '#tests/support/people'
import { ticketAt } from '#tests/support/tickets'
import { visit, type Visitor } from '#tests/support/visitor'

export interface ProofDesk {
  cast: Cast
  ticket: Ticket
  maria: Visitor
  kim: Visitor
  /** The proof page of what Kim delivered for this test, and its name. */
  page: string
  deliverableId: number
  name: string
  /** Delivers the next version of it. */
  next: () => Promise<Delivered>
  row: () => Promise<any>
  pinRow: (number: number) => Promise<any>
  /** Open pins that came onto the ticket with this test. */
  openOnTicket: () => Promise<number>
  countOf: (table: string) => Promise<number>
}

/** One ticket serves all tests of a group; each has something of its own delivered on it. */
export function onAProof(group: Group, take: (desk: ProofDesk) => void): void {
  let cast: Cast
  let ticket: Ticket
  let people: Pick<ProofDesk, 'maria' | 'kim'>
  let made = 0
  group.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.setup(async () => {
    cast = await makeCast()
    ticket = await ticketAt('in_progress', cast)
    people = { maria: await visit(cast.maria), kim: await visit(cast.kim) }
  })
  group.each.setup(async () => {
    const name = `static-0${(made += 1)}.png`
    const next = () => deliver(cast.kim, ticket, { name })
    const { deliverable } = await next()
    const { id } = deliverable
    const openNow = async (): Promise<number> => {
      const found = await db.from('tickets').where('id', ticket.id).firstOrFail()
      return found.open_pins
    }
    const before = await openNow()
    take({
      ...{ cast, ticket, ...people, name, next, deliverableId: id },
      page: `/tickets/${ticket.id}/deliverables/${id}`,
      row: () => db.from('deliverables').where('id', id).firstOrFail(),
      pinRow: (number) => db.from('pins').where({ deliverable_id: id, number }).firstOrFail(),
      openOnTicket: async () => (await openNow()) - before,
      countOf: async (table) => {
        const { count } = await db.from(table).where('deliverable_id', id).count('*').firstOrFail()
        return Number(count)
      },
    })
  })
}

/** Speaks as somebody of the desk, in the proofing services. */
export function as(by: User) {
  return { by: { by, channel: 'web' as const } }
}

/** Who was told of an activity, and as what. */
export async function toldOf(activityId: number): Promise<[number, string][]> {
  const rows = await db.from('notifications').where('activity_id', activityId).orderBy('user_id')
  return rows.map((one) => [one.user_id, one.kind])
}
