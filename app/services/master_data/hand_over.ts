import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { Invalid } from '#exceptions/refusals'
import type Department from '#models/department'
import RequestType from '#models/request_type'
import type { Actor } from '#services/actor'
import { recordAudit } from '#services/activity/record_audit'
import clock from '#services/clock'

/**
 * Gives the request types of a department that goes out of use to another one: nothing new may reach people whom nobody
 * sees. Tickets that exist stay where they are.
 * @throws Invalid 422 without a successor while it handles types in use, or with one that is not in use
 */
export async function handOver(
  trx: TransactionClientContract,
  department: Department,
  successorId: number | undefined,
  actor: Actor
): Promise<void> {
  const types = await RequestType.query({ client: trx })
    .where({ handlingDepartmentId: department.id, isActive: true })
    .orderBy('id')
    .forUpdate()
  if (types.length === 0) return
  if (!successorId) {
    const names = types.map(({ name }) => name).join(', ')
    throw new Invalid('typesTo', 'master.still_handles', { count: types.length, names })
  }
  const successor = await trx
    .from('departments')
    .where({ id: successorId, is_active: true })
    .whereNot('id', department.id)
    .forShare()
    .select('name')
    .first()
  if (!successor) throw new Invalid('typesTo', 'master.successor_unknown')
  for (const type of types) {
    await type.merge({ handlingDepartmentId: successorId, updatedAt: clock.now() }).save()
    await recordAudit(trx, {
      actor,
      action: 'request_type_changed',
      subjectType: 'request_type',
      subjectId: type.id,
      subjectLabel: type.name,
      changes: [
        { field: 'handlingDepartment', before: department.name, after: successor.name as string },
      ],
    })
  }
}
