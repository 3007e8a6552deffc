import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type Department from '#models/department'
import { departmentName } from '#services/accounts/department_choices'
import type { Actor } from '#services/actor'
import { beginHandover } from '#services/handovers/begin_handover'
import { isRouted } from '#services/master_data/is_routed'
import { workflows } from '#workflows/index'

/**
 * Transfers what a department works on to another one, as far as its workflow lets a ticket change departments.
 * @returns the hand-over; null when there was nothing to transfer
 */
export async function transferAll(
  trx: TransactionClientContract,
  department: Department,
  to: number,
  actor: Actor
): Promise<number | null> {
  const rows = await trx
    .from('tickets')
    .whereNull('deleted_at')
    .where({ is_finished: false, handling_department_id: department.id })
    .whereIn(
      'workflow',
      workflows.filter(({ key }) => isRouted(key)).map(({ key }) => key)
    )
    .select('id')
  const name = await departmentName(trx, to)
  return beginHandover(
    trx,
    {
      subjectType: 'department',
      subjectId: department.id,
      why: 'closed',
      name: department.name,
      choices: { tickets: to, name },
      tickets: rows.map(({ id }) => ({ id, choice: String(to) })),
    },
    actor
  )
}
