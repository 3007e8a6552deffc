import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { Actor } from '#services/actor'
import clock from '#services/clock'
import { finishHandover } from '#services/handovers/finish_handover'
import { handOverTogether, type Handover } from '#services/handovers/hand_over_together'
import { AT_ONCE } from '#services/handovers/work_of'
import { sendJob } from '#services/jobs/send_job'

/** The job that hands over what was too much for the act itself. */
export const HAND_OVER = 'hand-over'

export interface NewHandover {
  subjectType: 'user' | 'department'
  subjectId: number
  why: Handover['why']
  name: string
  choices: object
  /** What becomes of each ticket: `stay`, `queue`, or the number of who gets it. */
  tickets: { id: number; choice: string }[]
}

/**
 * Hands over open work in the caller's transaction, so that leaving and handing over are one act. What is more than can be
 * done at once is written down in it and done by the worker, ticket by ticket: neither a crash nor a restart loses any.
 * @returns the hand-over; null when there was nothing to hand over
 */
export async function beginHandover(
  trx: TransactionClientContract,
  work: NewHandover,
  actor: Actor
): Promise<number | null> {
  if (work.tickets.length === 0) return null
  const { tickets, subjectType, subjectId, why, name, choices } = work
  const [row] = await trx
    .table('handovers')
    .insert({
      subject_type: subjectType,
      subject_id: subjectId,
      why,
      name,
      actor_id: actor.by!.id,
      choices: JSON.stringify(choices),
      created_at: clock.now().toJSDate(),
    })
    .returning('id')
  const id = Number(row.id ?? row)
  await trx.rawQuery(
    `insert into handover_tickets (handover_id, ticket_id, choice)
     select :id, t.id, t.choice from jsonb_to_recordset(:tickets::jsonb) as t(id int, choice text)`,
    { id, tickets: JSON.stringify(tickets) }
  )
  if (tickets.length > AT_ONCE) {
    await sendJob(trx, HAND_OVER)
    return id
  }
  const handover = { id, subjectType, subjectId, why, name }
  await handOverTogether(trx, handover, tickets, actor)
  await finishHandover(trx, handover, actor)
  return id
}
