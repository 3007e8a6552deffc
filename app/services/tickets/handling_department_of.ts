import type { QueryClientContract, TransactionClientContract } from '@adonisjs/lucid/types/database'
import { Invalid } from '#exceptions/refusals'
import type RequestType from '#models/request_type'
import { findWorkflow } from '#workflows/index'

/**
 * The department that does the work: the creative one for creative requests, else where the type is routed.
 * @throws Invalid when nobody has been named yet; an admin has to
 */
export async function handlingDepartmentOf(client: QueryClientContract, type: RequestType) {
  if (type.handlingDepartmentId) return type.handlingDepartmentId
  const hasCreative = findWorkflow(type.workflow).steps.includes('creative')
  if (!hasCreative) throw new Invalid('requestTypeId', 'brief.nobody_handles')
  const creative = await client.from('departments').where('is_creative', true).select('id').first()
  if (!creative) throw new Invalid('requestTypeId', 'brief.nobody_handles')
  return creative.id as number
}

/**
 * The same for a ticket that is made: the department stays in use until the caller commits. One that was just being closed
 * has handed its types on by the time it is held.
 * @throws Invalid when nobody has been named yet
 */
export async function holdHandlingDepartment(trx: TransactionClientContract, type: RequestType) {
  const departmentId = await handlingDepartmentOf(trx, type)
  // The creative department is never closed.
  if (!type.handlingDepartmentId) return departmentId
  await trx.rawQuery('select 1 from departments where id = ? for key share', [departmentId])
  await type.refresh()
  return handlingDepartmentOf(trx, type)
}
