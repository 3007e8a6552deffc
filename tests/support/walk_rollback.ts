import db from '@adonisjs/lucid/services/db'
import type Ticket from '#models/ticket'
import type User from '#models/user'
import type { Actor } from '#services/actor'
import { rollBack } from '#services/tickets/rollback/roll_back'
import type { Dice } from '#tests/support/dice'
import type { Act, Desk } from '#tests/support/walk_acts'

/** Who may roll a ticket of each workflow back, most of the time. */
const FITTING = { creative: ['ben', 'ben', 'ana', 'olga'], support: ['ivan', 'cora', 'olga'] }

/** Somebody goes back to any point of a ticket's history; now and then to one of another ticket, or on an old page. */
export async function rollback(
  { dice, people, ids }: Desk,
  ticket: Ticket,
  anybody: User
): Promise<Act> {
  const boss = dice.pick(FITTING[ticket.workflow])
  const fitting = people.find(({ username }) => username === boss)!
  const by = dice.below(4) > 0 ? fitting : anybody
  const actor: Actor = { by, channel: 'web' }
  const whose = dice.below(20) === 0 ? dice.pick(ids) : ticket.id
  const activityId = await anyPoint(dice, whose)
  const lockVersion = ticket.lockVersion - (dice.below(20) === 0 ? 1 : 0)
  return {
    name: 'rollback',
    what: `${by.username} rolls #${ticket.id} back to ${activityId}`,
    ids: [ticket.id],
    judged: { ticket, move: 'rollback', by },
    run: () => rollBack(ticket.id, { activityId, reason: 'Went wrong.', lockVersion }, actor),
  }
}

async function anyPoint(dice: Dice, ticketId: number): Promise<number> {
  const rows = await db.from('activities').where('ticket_id', ticketId).orderBy('id').select('id')
  return Number(dice.pick(rows).id)
}
