import Department from '#models/department'
import { findApprovers } from '#services/approvals/find_approvers'
import { hasOpen, openThere } from '#services/handovers/open_there'

/**
 * What the page needs that takes a department out of use.
 * @throws E_ROW_NOT_FOUND for an unknown id
 */
export async function showClosing(departmentId: number) {
  const department = await Department.findOrFail(departmentId)
  const open = await openThere(departmentId)
  const find = open.waiting > 0 ? await findApprovers() : null
  const others = await Department.query()
    .where('isActive', true)
    .whereNot('id', departmentId)
    .orderBy('name')
  const names = (people: { fullName: string }[]) => people.map(({ fullName }) => fullName)
  const now = find?.(departmentId)
  return {
    department,
    open,
    hasOpen: hasOpen(open),
    // No department has the number 0, so that only admins are found.
    deciders: {
      now: now && !now.byAdmins ? names(now.approvers) : [],
      then: names(find?.(0).approvers ?? []),
    },
    departments: others.map(({ id, name }) => ({ value: id, label: name })),
  }
}
