import { Conflict } from '#exceptions/refusals'
import type { Choices } from '#services/handovers/choice'
import { workOf } from '#services/handovers/work_of'
import type { LockedPerson } from '#services/people/with_locked_person'

/**
 * Refuses when the open work is not what the admin was shown, and it was not said what becomes of it: where something was
 * chosen for a department, what came meanwhile goes the same way.
 * @throws Conflict 409
 */
export async function refuseUnseen(
  { trx, person }: LockedPerson,
  { work }: Choices,
  seen = 0
): Promise<void> {
  const rows = await workOf(trx, person.id).select('tickets.handling_department_id as departmentId')
  if (rows.length === seen || rows.every(({ departmentId }) => work.has(departmentId))) return
  throw new Conflict('account.work_changed', { name: person.fullName })
}
