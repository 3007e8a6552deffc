import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { NotFound, Refusal } from '#exceptions/refusals'
import Department from '#models/department'
import User from '#models/user'
import type { Actor } from '#services/actor'

/** Whose reply templates: one person's, or those of everybody who works for a department. */
export type TemplateOwner = { userId: number } | { departmentId: number }

/** The columns that say so. */
export function columnsOf(owner: TemplateOwner) {
  return 'userId' in owner
    ? { userId: owner.userId, departmentId: null }
    : { userId: null, departmentId: owner.departmentId }
}

/**
 * The department whose reply templates this person looks after.
 * @throws NotFound for everybody else, and for unknown ones
 */
export async function departmentToLookAfter(id: number, viewer: User): Promise<Department> {
  const department = maysLookAfter(id, viewer) ? await Department.find(id) : null
  if (!department) throw new NotFound()
  return department
}

/** Departments whose templates this person looks after, by name; an admin's are all that are in use. */
export async function departmentsToLookAfter(viewer: User): Promise<Department[]> {
  if (!viewer.managesAnything) return []
  const query = Department.query().orderBy('name')
  if (viewer.isAdmin) query.where('isActive', true)
  else query.whereIn('id', viewer.manages)
  return query
}

/**
 * The actor as he is now, if these templates are his to change.
 * @throws Refusal 403 for an account that is not active; NotFound for a department that is not his
 */
export async function keeperOf(
  trx: TransactionClientContract,
  owner: TemplateOwner,
  actor: Actor
): Promise<User> {
  const by = await User.asActor(actor.by!.id, trx)
  if (!by?.isActive) throw new Refusal('account_not_active')
  const isHis = 'userId' in owner ? owner.userId === by.id : maysLookAfter(owner.departmentId, by)
  if (!isHis) throw new NotFound()
  return by
}

function maysLookAfter(departmentId: number, person: User): boolean {
  return person.isAdmin || person.manages.includes(departmentId)
}
