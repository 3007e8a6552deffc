import type { QueryClientContract } from '@adonisjs/lucid/types/database'
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
