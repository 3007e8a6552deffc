import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { findApprovers } from '#services/approvals/find_approvers'
import { queueManagers, queueMembers } from '#services/notifications/resolve_queue'
import type { ToldEvent } from '#services/notifications/tell'
import type Ticket from '#models/ticket'
import type { Audience } from '#workflows/workflow'

/** Whom a list of audiences means: a ticket's queue is its assignee, or else whoever looks after the department's queue. */
export function groupsOf(audiences: Audience[]): Group[] {
  return audiences.flatMap((one): Group[] =>
    one === 'queue' ? ['assignee', 'queue', 'queue_members'] : [one]
  )
}

/** An audience with those apart who belong to a department and want to hear of its queue. */
export type Group = Audience | 'queue_members'

/**
 * The people of one audience for an event, as ids. Step approvers are not found here: the step's plan names them.
 * People who are only proposed are told of nothing. For internal notes only people of the handling side remain.
 */
export async function resolveAudience(
  trx: TransactionClientContract,
  audience: Group,
  event: ToldEvent
): Promise<number[]> {
  const ids = await people(trx, audience, event)
  if (!event.isInternal || ids.length === 0) return ids
  // An admin who asked may read the notes of his own ticket; only who names him there sends him one.
  return audience === 'requester' ? [] : handlingSide(trx, ids, event)
}

async function people(
  trx: TransactionClientContract,
  audience: Group,
  { ticket, threadIds, mentionedIds }: ToldEvent
): Promise<number[]> {
  if (audience === 'thread') return threadIds ?? []
  if (audience === 'mentioned') return mentionedIds ?? []
  if (!ticket) return []
  switch (audience) {
    case 'requester':
      return [ticket.requesterId]
    case 'assignee':
      return isTaken(ticket) ? assigneeOrManagers(trx, ticket) : []
    case 'collaborators':
      return ticket.assignedAt ? idsOf(trx.from('collaborators').where('ticket_id', ticket.id)) : []
    case 'watchers':
      return idsOf(trx.from('watchers').where('ticket_id', ticket.id))
    case 'department_approver':
      return idsOf(
        trx
          .from('approvals')
          .where({ ticket_id: ticket.id, step: 'department', decision: 'approved' })
          .whereNull('voided_at')
      )
    case 'queue':
      return isTaken(ticket) ? [] : queueManagers(trx, ticket)
    case 'queue_members':
      return isTaken(ticket) ? [] : queueMembers(trx, ticket)
    case 'handling_managers':
      return managersOf(trx, ticket.handlingDepartmentId)
  }
}

/** What was for somebody who is not there any more is for those who hand out the work. */
async function assigneeOrManagers(
  trx: TransactionClientContract,
  ticket: Ticket
): Promise<number[]> {
  const left = await trx
    .from('users')
    .where('id', ticket.assigneeId!)
    .whereNotNull('deactivated_at')
    .select('id')
    .first()
  return left ? queueManagers(trx, ticket) : [ticket.assigneeId!]
}

/** People who are only proposed have not taken it. */
function isTaken({ assigneeId, assignedAt }: Ticket): boolean {
  return assigneeId !== null && assignedAt !== null
}

/** Active managers of a department; admins when there is none. */
async function managersOf(trx: TransactionClientContract, departmentId: number): Promise<number[]> {
  const find = await findApprovers(trx, departmentId)
  return find(departmentId).approvers.map(({ id }) => id)
}

async function handlingSide(
  trx: TransactionClientContract,
  ids: number[],
  { ticket }: ToldEvent
): Promise<number[]> {
  const rows = await trx
    .from('users')
    .whereIn('users.id', ids)
    .where((any) =>
      any
        .where('role', 'admin')
        .orWhere((one) =>
          one
            .whereNot('users.id', ticket!.requesterId)
            .where((side) =>
              side
                .where('department_id', ticket!.handlingDepartmentId)
                .orWhereExists((named) =>
                  named
                    .from('departments')
                    .whereColumn('departments.manager_id', 'users.id')
                    .where('departments.id', ticket!.handlingDepartmentId)
                )
            )
        )
    )
    .select('users.id')
  return rows.map((row) => row.id)
}

async function idsOf(query: any): Promise<number[]> {
  const rows = await query.whereNotNull('user_id').select('user_id')
  return rows.map((row: { user_id: number }) => row.user_id)
}
