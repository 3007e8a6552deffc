import type { DateTime } from 'luxon'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type Ticket from '#models/ticket'
import type { Step } from '#workflows/workflow'

/**
 * The durations that reports add up (shared/metrics), one row a ticket, all in seconds. Written in the transaction of
 * the move that changes them, so that no report has to replay activities.
 */
export async function openTimes(trx: TransactionClientContract, ticket: Ticket): Promise<void> {
  await trx
    .table('ticket_times')
    .insert({ ticket_id: ticket.id, updated_at: ticket.createdAt.toJSDate() })
}

/** A step asks from now on; its latency runs until `stepWasDecided`. */
export async function stepBecameDue(
  trx: TransactionClientContract,
  ticketId: number,
  step: Step,
  at: DateTime
): Promise<void> {
  await update(trx, ticketId, at, {
    [`${step}_due_at`]: at.toJSDate(),
    [`${step}_decided_at`]: null,
  })
}

/** A step was approved or rejected; writes its latency. */
export async function stepWasDecided(
  trx: TransactionClientContract,
  ticketId: number,
  step: Step,
  at: DateTime
): Promise<void> {
  await update(trx, ticketId, at, {
    [`${step}_decided_at`]: at.toJSDate(),
    [`${step}_seconds`]: seconds(trx, `${step}_due_at`, at),
  })
}

/** Keeps when somebody was first given the work. */
export async function workWasAssigned(
  trx: TransactionClientContract,
  ticketId: number,
  at: DateTime
) {
  await update(trx, ticketId, at, { first_assigned_at: keepFirst(trx, 'first_assigned_at', at) })
}

/** Acknowledge time = started − assigned. */
export async function workStarted(trx: TransactionClientContract, ticket: Ticket, at: DateTime) {
  const acknowledged = ticket.assignedAt ? wholeSeconds(ticket.assignedAt, at) : null
  await update(trx, ticket.id, at, {
    first_started_at: keepFirst(trx, 'first_started_at', at),
    acknowledge_seconds: trx.raw('coalesce(acknowledge_seconds, ?)', [acknowledged as number]),
  })
}

/** Processing = completed − started without review and hold, none where nobody started; cycle = completed − created until confirmed. */
export async function workCompleted(trx: TransactionClientContract, ticket: Ticket, at: DateTime) {
  await update(trx, ticket.id, at, {
    first_completed_at: keepFirst(trx, 'first_completed_at', at),
    review_started_at: at.toJSDate(),
    processing_seconds: trx.raw(
      `case when first_started_at is not null then greatest(0,
         extract(epoch from ?::timestamptz - first_started_at)::bigint - review_seconds - hold_seconds) end`,
      [at.toJSDate()]
    ),
    cycle_seconds: wholeSeconds(ticket.createdAt, at),
  })
}

/**
 * The time between completion and the request for a revision (or until a support ticket was opened again) is review, not
 * work. Before anybody started there is no work to take it from.
 */
export async function revisionRequested(
  trx: TransactionClientContract,
  ticketId: number,
  at: DateTime
) {
  await update(trx, ticketId, at, {
    review_seconds: addSince(trx, 'review', at),
    review_started_at: null,
  })
}

/** Work rests until `holdEnded`. */
export async function holdBegan(trx: TransactionClientContract, ticketId: number, at: DateTime) {
  await update(trx, ticketId, at, { hold_started_at: at.toJSDate() })
}

/** Adds the time on hold; before anybody started there is no work to take it from. */
export async function holdEnded(trx: TransactionClientContract, ticketId: number, at: DateTime) {
  await update(trx, ticketId, at, {
    hold_seconds: addSince(trx, 'hold', at),
    hold_started_at: null,
  })
}

/** Keeps when the handling side first answered in public. */
export async function firstResponded(
  trx: TransactionClientContract,
  ticketId: number,
  at: DateTime
) {
  await update(trx, ticketId, at, { first_response_at: keepFirst(trx, 'first_response_at', at) })
}

/** Cycle = confirmed − created. */
export async function workConfirmed(trx: TransactionClientContract, ticket: Ticket, at: DateTime) {
  await update(trx, ticket.id, at, { cycle_seconds: wholeSeconds(ticket.createdAt, at) })
}

async function update(
  trx: TransactionClientContract,
  ticketId: number,
  at: DateTime,
  values: Record<string, any>
) {
  await trx
    .from('ticket_times')
    .where('ticket_id', ticketId)
    .update({ ...values, updated_at: at.toJSDate() })
}

function addSince(trx: TransactionClientContract, what: 'review' | 'hold', at: DateTime) {
  return trx.raw(
    `${what}_seconds + case when first_started_at is null then 0
       else coalesce(extract(epoch from ?::timestamptz - ${what}_started_at)::bigint, 0) end`,
    [at.toJSDate()]
  )
}

function keepFirst(trx: TransactionClientContract, column: string, at: DateTime) {
  return trx.raw(`coalesce(${column}, ?)`, [at.toJSDate()])
}

function seconds(trx: TransactionClientContract, since: string, at: DateTime) {
  return trx.raw(`extract(epoch from ?::timestamptz - ${since})::bigint`, [at.toJSDate()])
}

function wholeSeconds(from: DateTime, to: DateTime): number {
  return Math.max(0, Math.round(to.diff(from, 'seconds').seconds))
}
