import { randomUUID } from 'node:crypto'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import Ticket from '#models/ticket'
import type { Actor } from '#services/actor'
import { endRequestsOfOthers } from '#services/decisions/end_decision_links'
import { announce } from '#services/live/announce'
import { REQUESTS } from '#services/notifications/events'
import { tell } from '#services/notifications/tell'
import { markCardsStale } from '#services/telegram/cards/mark_stale'
import { askApprovers } from '#services/tickets/ask_approvers'
import { columnOfStep } from '#services/tickets/department_of_step'
import { passStep } from '#services/tickets/pass_step'
import { planStep, type StepPlan } from '#services/tickets/plan_step'
import { waitingStatuses } from '#workflows/index'

/**
 * Asks those who have become able to decide a waiting step of these departments (somebody was named, deactivated, moved
 * or got another role). The requests and links of those who no longer decide end. Whoever was asked since it waits is not
 * asked again; a step that nobody can decide any more is passed over. Call it in the transaction of the change, once that
 * is written; the waiting tickets are locked, so that none slips by.
 * @param departmentIds `all` when an admin came or went
 * @returns how many tickets somebody new was asked for, or went on
 */
export async function askAnew(
  trx: TransactionClientContract,
  departmentIds: number[] | 'all',
  actor?: Actor
): Promise<number> {
  const tickets = await waitingTickets(trx, departmentIds)
  if (tickets.length === 0) return 0
  await markCardsStale(trx, { ticketIds: tickets.map(({ id }) => id) })
  // Each says on its page for whom it waits.
  await announce(trx, { tickets: tickets.map(({ id }) => id) })
  const cache = new Map<string, StepPlan>()
  const planned: { ticket: Ticket; plan: StepPlan }[] = []
  for (const ticket of tickets) planned.push({ ticket, plan: await planOf(trx, ticket, cache) })
  await endRequestsOfOthers(
    trx,
    planned.map(({ ticket, plan }) => ({
      ticketId: ticket.id,
      approverIds: plan.approvers.map(({ id }) => id),
    }))
  )
  const known = await alreadyAsked(trx, tickets)
  let count = 0
  for (const { ticket, plan } of planned) {
    if (plan.skip && plan.approvers.length === 0) {
      await passStep(trx, ticket)
      count += 1
      continue
    }
    const approvers = plan.approvers.filter(({ id }) => !known.has(`${ticket.id}:${id}`))
    if (approvers.length === 0) continue
    count += 1
    const event = {
      eventKey: `asked:${ticket.id}:${randomUUID()}`,
      ticket,
      activityId: null,
      actorId: actor?.by?.id ?? null,
      isInternal: false,
    }
    await tell(trx, event, askApprovers({ waiting: { ...plan, approvers } }))
  }
  return count
}

async function waitingTickets(trx: TransactionClientContract, departmentIds: number[] | 'all') {
  const query = Ticket.query({ client: trx }).whereNull('deletedAt').orderBy('id').forUpdate()
  return query.where((any) => {
    for (const { workflow, status, step } of waitingStatuses) {
      any.orWhere((one) => {
        one.where({ workflow, status })
        if (departmentIds !== 'all') one.whereIn(columnOfStep(step), departmentIds)
      })
    }
  })
}

/** "ticket:person" of every request since the ticket waits where it waits. */
async function alreadyAsked(
  trx: TransactionClientContract,
  tickets: Ticket[]
): Promise<Set<string>> {
  const rows = await trx
    .from('notifications as n')
    .join('tickets as t', 't.id', 'n.ticket_id')
    .whereIn(
      'n.ticket_id',
      tickets.map(({ id }) => id)
    )
    .whereIn('n.kind', [...REQUESTS])
    .whereNull('n.ended_at')
    .whereColumn('n.created_at', '>=', 't.status_since')
    .select('n.ticket_id', 'n.user_id')
  return new Set(rows.map((row) => `${row.ticket_id}:${row.user_id}`))
}

/** Tickets of the same requester and departments share a plan. */
async function planOf(
  trx: TransactionClientContract,
  ticket: Ticket,
  plans: Map<string, StepPlan>
): Promise<StepPlan> {
  const step = ticket.waitingStep!
  const { requesterId, requestingDepartmentId, handlingDepartmentId } = ticket
  const key = [step, requesterId, requestingDepartmentId, handlingDepartmentId].join(':')
  const plan = plans.get(key) ?? (await planStep(step, ticket, trx))
  plans.set(key, plan)
  return plan
}
