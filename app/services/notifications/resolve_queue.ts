import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type Ticket from '#models/ticket'
import { findApprovers } from '#services/approvals/find_approvers'

type Queued = Pick<Ticket, 'requesterId' | 'handlingDepartmentId'>

/** The managers of the handling department, admins where there is none; never who asked, whose hand does not work on it. */
export async function queueManagers(
  trx: TransactionClientContract,
  { requesterId, handlingDepartmentId }: Queued
): Promise<number[]> {
  const find = await findApprovers(trx, handlingDepartmentId)
  return find(handlingDepartmentId, requesterId).approvers.map(({ id }) => id)
}

/** Members of the handling department who switched its queue on, on any channel; never who asked. */
export async function queueMembers(
  trx: TransactionClientContract,
  { requesterId, handlingDepartmentId }: Queued
): Promise<number[]> {
  const rows = await trx
    .from('users')
    .where('department_id', handlingDepartmentId)
    .whereNot('users.id', requesterId)
    .whereExists((wishes) =>
      wishes
        .from('notification_preferences')
        .whereColumn('notification_preferences.user_id', 'users.id')
        .where({ event: 'queue', is_on: true })
    )
    .orderBy('users.id')
    .select('users.id')
  return rows.map((row) => row.id)
}
