import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import type { Actor } from '#services/actor'
import { handOverTogether, type Handover, type Part } from '#services/handovers/hand_over_together'

/** Runs in which a ticket may fail before it counts as one that stays. */
export const MOST_TRIES = 8

/**
 * Notes that a ticket could not be handed over, for no reason that a rule gives. After eight times it stays where it is,
 * marked like one that was chosen to, and says so: a hand-over ends.
 */
export async function countFailure(
  handover: Handover,
  part: Part,
  error: unknown,
  actor: Actor
): Promise<void> {
  logger.error({ err: error, ticket: part.id }, 'a ticket could not be handed over')
  try {
    const { rows } = await db.rawQuery(
      `update handover_tickets set tries = tries + 1
       where handover_id = ? and ticket_id = ? and state = 'waiting' returning tries`,
      [handover.id, part.id]
    )
    if (rows.length > 0 && rows[0].tries >= MOST_TRIES) await leave(handover, part, actor)
  } catch (other) {
    logger.error({ err: other, ticket: part.id }, 'it could not be written down')
  }
}

async function leave(handover: Handover, part: Part, actor: Actor): Promise<void> {
  if (handover.why !== 'closed' && !(await mark(handover, part, actor))) return
  const refusal = { key: 'handover_failed', params: { id: part.id, tries: MOST_TRIES } }
  await db
    .from('handover_tickets')
    .where({ handover_id: handover.id, ticket_id: part.id })
    .whereIn('state', ['waiting', 'stays'])
    .update({ state: 'stays', refusal: JSON.stringify(refusal) })
}

/**
 * Tells the managers, unless that fails as well.
 * @returns false when somebody holds the ticket: the next run marks it
 */
async function mark(handover: Handover, part: Part, actor: Actor): Promise<boolean> {
  try {
    const stay = [{ ...part, choice: 'stay' }]
    return (await db.transaction((trx) => handOverTogether(trx, handover, stay, actor))) > 0
  } catch (error) {
    logger.error({ err: error, ticket: part.id }, 'a ticket that stays could not be marked')
    return true
  }
}
