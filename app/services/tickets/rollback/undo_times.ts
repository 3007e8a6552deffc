import type { DateTime } from 'luxon'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import clock from '#services/clock'
import type { Step } from '#workflows/workflow'

/*
 * What a rollback takes back of the durations that reports add up (shared/metrics): an average has both ends of what it
 * counts, so that an end that was later than the point takes its durations with it.
 */

/** These steps are asked again: how long they took before belongs to approvals that no longer count. */
export async function stepsBeginAgain(
  trx: TransactionClientContract,
  ticketId: number,
  steps: Step[]
): Promise<void> {
  const columns = steps.flatMap((step) => [
    `${step}_due_at`,
    `${step}_decided_at`,
    `${step}_seconds`,
  ])
  await update(trx, ticketId, Object.fromEntries(columns.map((column) => [column, null])))
}

/** The work was not begun yet; what rested or was reviewed was no work either. */
export async function workWasNotStarted(
  trx: TransactionClientContract,
  ticketId: number
): Promise<void> {
  await update(trx, ticketId, {
    first_started_at: null,
    acknowledge_seconds: null,
    processing_seconds: null,
    review_seconds: 0,
    review_started_at: null,
    hold_seconds: 0,
  })
}

/** Completions after this instant did not happen; an unfinished ticket has no length yet. */
export async function workWasNotCompleted(
  trx: TransactionClientContract,
  ticketId: number,
  { after, isFinished }: { after: DateTime; isFinished: boolean }
): Promise<void> {
  await update(trx, ticketId, {
    first_completed_at: unlessAfter(trx, 'first_completed_at', after),
    ...(isFinished ? {} : { processing_seconds: null, cycle_seconds: null }),
  })
}

/** Nobody has the work, and nobody had it before this instant. */
export async function workWasNotAssigned(
  trx: TransactionClientContract,
  ticketId: number,
  { after }: { after: DateTime }
): Promise<void> {
  await update(trx, ticketId, {
    first_assigned_at: unlessAfter(trx, 'first_assigned_at', after),
  })
}

function unlessAfter(trx: TransactionClientContract, column: string, after: DateTime) {
  return trx.raw(`case when ${column} <= ? then ${column} end`, [after.toJSDate()])
}

async function update(
  trx: TransactionClientContract,
  ticketId: number,
  values: Record<string, any>
): Promise<void> {
  const updated = { ...values, updated_at: clock.now().toJSDate() }
  await trx.from('ticket_times').where('ticket_id', ticketId).update(updated)
}
