import db from '@adonisjs/lucid/services/db'
import type User from '#models/user'
import type Ticket from '#models/ticket'
import { mintRatingLink } from '#services/ratings/mint_rating_link'
import { makePerson } from '#tests/support/people'
import { ask, move } from '#tests/support/tickets'

/** A bug of Rosa's that Ivan of IT resolved; IT has a manager, Rosa's department too, and somebody watches. */
export async function makeResolved() {
  const rosa = await makePerson({ username: 'rosa', department: 'Marketing' })
  const mona = await makePerson({ username: 'mona', role: 'manager', department: 'Marketing' })
  const ivan = await makePerson({ username: 'ivan', department: 'IT' })
  const ida = await makePerson({ username: 'ida', role: 'manager', department: 'IT' })
  const wim = await makePerson({ username: 'wim', department: 'Sales' })
  const ticket = await ask(rosa, { type: 'bug', title: 'Printer eats paper' })
  await db.table('watchers').insert({ ticket_id: ticket.id, user_id: wim.id, added_at: new Date() })
  await move(ivan, ticket, 'resolve', { note: 'Fed it.' })
  return { rosa, mona, ivan, ida, wim, ticket }
}

/** The path of the link that the mail to this person would carry; null when it would carry none. */
export async function ratingLink(user: User, { id }: Pick<Ticket, 'id'>): Promise<string | null> {
  const href = await db.transaction((trx) => mintRatingLink(trx, id, user.id))
  return href && new URL(href).pathname
}

/** What the desk keeps of a ticket's rating. */
export async function ratingOf({ id }: Pick<Ticket, 'id'>) {
  return db.from('ratings').where('ticket_id', id).first()
}
