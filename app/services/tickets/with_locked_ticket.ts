import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { Conflict, NotFound, Refusal } from '#exceptions/refusals'
import Department from '#models/department'
import Ticket from '#models/ticket'
import User from '#models/user'
import type { Actor } from '#services/actor'
import { factsOf } from '#services/tickets/facts_of'
import { standingOf, standingOfSystem } from '#services/tickets/standing_of'
import { findWorkflow } from '#workflows/index'
import { whyNot, type Standing, type Workflow } from '#workflows/workflow'

/** A ticket under its row lock, with everything a change needs to know, read after the lock was taken. */
export interface LockedTicket {
  trx: TransactionClientContract
  ticket: Ticket
  workflow: Workflow
  collaboratorIds: number[]
  /** The actor as he is now; null for the system. */
  by: User | null
  actor: Actor
  standing: Standing
  /** Its status, assignee and collaborators when the lock was taken. */
  before: { status: string; people: number[] }
}

export interface LockOptions {
  /** Look in the trash instead of among the present tickets. */
  trashed?: boolean
  /** Do not wait for a ticket that somebody holds. */
  skipLocked?: boolean
}

/**
 * Runs a change of one ticket in one transaction under its row lock (reliability: rule 1). The actor is read again
 * inside it, so a right lost a second ago no longer counts.
 * @throws NotFound when the actor may not see the ticket; Conflict `busy` when the lock was not to be had in a second, or
 * at once with `skipLocked`
 */
export async function withLockedTicket<Result>(
  ticketId: number,
  actor: Actor,
  work: (locked: LockedTicket) => Promise<Result>,
  options: LockOptions = {}
): Promise<Result> {
  try {
    return await db.transaction(async (trx) =>
      work(await lockTicket(trx, ticketId, actor, options))
    )
  } catch (error) {
    if (isBusy(error)) throw new Conflict('busy')
    throw error
  }
}

/** True for a lock, statement or pool wait that ran out of time (PostgreSQL 55P03, Knex' pool timeout). */
export function isBusy(error: unknown): boolean {
  const { code, name } = error as { code?: string; name?: string }
  return code === '55P03' || code === '40P01' || name === 'KnexTimeoutError'
}

/**
 * Locks one ticket in a transaction that the caller holds.
 * @throws NotFound when the actor may not see it; Refusal 403 for an account that is not active
 */
export async function lockTicket(
  trx: TransactionClientContract,
  ticketId: number,
  actor: Actor,
  { trashed = false, skipLocked = false }: LockOptions = {}
): Promise<LockedTicket> {
  const by = actor.by ? await User.asActor(actor.by.id, trx) : null
  if (actor.by && !by?.isActive) throw new Refusal('account_not_active')
  const query = Ticket.query({ client: trx }).where('tickets.id', ticketId).forUpdate()
  if (by) query.withScopes((scopes) => scopes.visibleTo(by))
  if (trashed) query.whereNotNull('tickets.deleted_at')
  else query.whereNull('tickets.deleted_at')
  if (skipLocked) query.skipLocked()
  const ticket = await query.first()
  if (!ticket) throw skipLocked ? new Conflict('busy') : new NotFound()
  await loadParts(trx, ticket, by)
  const rows = await trx.from('collaborators').where('ticket_id', ticketId).select('user_id')
  const collaboratorIds = rows.map((row) => row.user_id as number)
  const facts = factsOf(ticket, by, collaboratorIds)
  const standing = by ? standingOf(by, facts) : standingOfSystem(facts)
  const workflow = findWorkflow(ticket.workflow)
  const people = [ticket.assigneeId, ...collaboratorIds].filter((id) => id !== null)
  const before = { status: ticket.status, people }
  return { trx, ticket, workflow, collaboratorIds, by, actor: { ...actor, by }, standing, before }
}

/** One after the other: a transaction has one connection, and the driver will not queue for it much longer. */
async function loadParts(
  client: TransactionClientContract,
  ticket: Ticket,
  by: User | null
): Promise<void> {
  await ticket.load('requestType')
  if (by?.id === ticket.requesterId) ticket.$setRelated('requester', by)
  else await ticket.load('requester')
  const ids = [ticket.requestingDepartmentId, ticket.handlingDepartmentId]
  const departments = await Department.query({ client }).whereIn('id', ids)
  const [requesting, handling] = ids.map((id) => departments.find((one) => one.id === id)!)
  ticket.$setRelated('requestingDepartment', requesting)
  ticket.$setRelated('handlingDepartment', handling)
}

/**
 * Refuses in words when the actor may not make this move now.
 * @throws Refusal 403 with the reason
 */
export function authorise(locked: LockedTicket, transition: string): void {
  const why = whyNot(locked.workflow, transition, locked.standing)
  if (why) throw new Refusal(`${locked.workflow.key}.${transition}.${why.code}`)
}
