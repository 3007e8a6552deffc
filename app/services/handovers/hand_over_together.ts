import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { Conflict } from '#exceptions/refusals'
import type { Actor } from '#services/actor'
import type { Choice } from '#services/handovers/choice'
import { foldMails, lastDelivery } from '#services/handovers/fold_mails'
import { handOverTicket, type Outcome } from '#services/handovers/hand_over_ticket'
import type { WhyLeft } from '#services/handovers/mark_left'
import { moveTicket } from '#services/handovers/move_ticket'
import { isBusy } from '#services/tickets/with_locked_ticket'

/** What is handed over: the work of a person who leaves, or of a department that closes. */
export interface Handover {
  id: number
  subjectType: 'user' | 'department'
  subjectId: number
  why: WhyLeft | 'closed'
  name: string
}

/** One ticket of it, and what was chosen: `stay`, `queue`, or the number of who gets it. */
export interface Part {
  id: number
  choice: string
}

/**
 * Hands over some of the tickets in the caller's transaction and writes down what became of each. Who is told of several
 * gets one mail. A ticket that somebody holds is left for later.
 * @returns how many were gone through
 * @throws what is no refusal: the database is away
 */
export async function handOverTogether(
  trx: TransactionClientContract,
  handover: Handover,
  parts: Part[],
  actor: Actor
): Promise<number> {
  const before = await lastDelivery(trx)
  let count = 0
  for (const part of [...parts].sort((one, other) => one.id - other.id)) {
    const outcome = await unlessBusy(() => carryOut(trx, handover, part, actor))
    if (!outcome) continue
    count += 1
    const { state, refusal } = outcome
    await trx
      .from('handover_tickets')
      .where({ handover_id: handover.id, ticket_id: part.id })
      .update({ state, refusal: refusal ? JSON.stringify(refusal) : null })
  }
  await foldMails(
    trx,
    parts.map(({ id }) => id),
    before
  )
  return count
}

async function unlessBusy(work: () => Promise<Outcome>): Promise<Outcome | null> {
  try {
    return await work()
  } catch (error) {
    if (isBusy(error) || (error instanceof Conflict && error.key === 'busy')) return null
    throw error
  }
}

function carryOut(
  trx: TransactionClientContract,
  handover: Handover,
  { id, choice }: Part,
  actor: Actor
): Promise<Outcome> {
  if (handover.why === 'closed') {
    return moveTicket(trx, id, { to: Number(choice), name: handover.name }, actor)
  }
  const leaver = { id: handover.subjectId, name: handover.name, why: handover.why }
  return handOverTicket(trx, id, leaver, choiceOf(choice), actor)
}

function choiceOf(text: string): Choice {
  return text === 'queue' || text === 'stay' ? text : Number(text)
}
