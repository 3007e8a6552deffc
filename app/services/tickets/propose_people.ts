import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { Invalid } from '#exceptions/refusals'
import type Ticket from '#models/ticket'
import type User from '#models/user'
import clock from '#services/clock'
import { findWorkflow } from '#workflows/index'

export interface PeopleForm {
  assigneeId?: number | null
  collaboratorIds?: number[]
}

/**
 * Writes the wished assignee and collaborators; the first chosen is the assignee. Sets `assigneeId` on the ticket
 * without saving; `assignedAt` stays as it is.
 * @returns the collaborators' ids
 * @throws Invalid 422 for somebody who is not an active member of the handling department
 */
export async function proposePeople(
  trx: TransactionClientContract,
  ticket: Ticket,
  { assigneeId, collaboratorIds = [] }: PeopleForm,
  by: User | null
): Promise<number[]> {
  const chosen = [...new Set([...(assigneeId ? [assigneeId] : []), ...collaboratorIds])]
  const [first, ...others] = chosen
  await refuseOutsiders(trx, ticket.handlingDepartmentId, chosen, first)
  const field = ticket.requesterId === first ? 'assigneeId' : 'collaboratorIds'
  await refuseRequester(trx, ticket, chosen, field)
  ticket.assigneeId = first ?? null
  await trx
    .from('collaborators')
    .where('ticket_id', ticket.id)
    .whereNotIn('user_id', others)
    .delete()
  if (others.length > 0) {
    const now = clock.now().toJSDate()
    await trx
      .knexQuery()
      .table('collaborators')
      .insert(
        others.map((id) => ({
          ticket_id: ticket.id,
          user_id: id,
          added_by: by?.id ?? null,
          added_at: now,
        }))
      )
      .onConflict(['ticket_id', 'user_id'])
      .ignore()
  }
  return others
}

/**
 * Where the requester's own hand never works on it, he is not named for it either; an admin may work on his own.
 * @throws Invalid 422 at this field
 */
export async function refuseRequester(
  trx: TransactionClientContract,
  ticket: Ticket,
  ids: number[],
  field: string
) {
  const { requesterId } = ticket
  if (!ids.includes(requesterId) || !findWorkflow(ticket.workflow).keepsRequesterOut) return
  const { role } = await trx.from('users').where('id', requesterId).select('role').firstOrFail()
  if (role === 'admin') return
  throw new Invalid(field, 'people.requester_never')
}

async function refuseOutsiders(
  trx: TransactionClientContract,
  departmentId: number,
  ids: number[],
  assigneeId: number | undefined
) {
  if (ids.length === 0) return
  const able = await trx
    .from('users')
    .whereIn('id', ids)
    .where('department_id', departmentId)
    .whereNotNull('approved_at')
    .whereNull('deactivated_at')
    .orderBy('id')
    // Nobody deactivates or moves them until this is committed: whoever tries waits, and finds this ticket then.
    .forShare()
    .select('id')
  const outsider = ids.find((id) => !able.some((row) => row.id === id))
  if (outsider === undefined) return
  const field = outsider === assigneeId ? 'assigneeId' : 'collaboratorIds'
  throw new Invalid(field, 'people.not_in_handling_department')
}
