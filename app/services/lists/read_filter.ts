import type { VineValidator } from '@vinejs/vine'
import type { Infer, SchemaTypes } from '@vinejs/vine/types'
import type { HttpContext } from '@adonisjs/core/http'

/**
 * The filters of an address. An empty value (a select's "all") is none; anything else that breaks a rule is refused.
 * @throws E_VALIDATION_ERROR 422
 */
export async function readFilter<Schema extends SchemaTypes>(
  { request }: HttpContext,
  validator: VineValidator<Schema, any>
): Promise<Infer<VineValidator<Schema, any>>> {
  const given = Object.entries(request.qs()).filter(([, value]) => value !== '')
  const data = Object.fromEntries(given)
  return (await request.validateUsing(validator, { data } as never)) as never
}
