import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { Conflict, NotFound } from '#exceptions/refusals'
import Department from '#models/department'
import User, { type Role } from '#models/user'
import { auditPerson } from '#services/accounts/audit_person'
import { departmentName } from '#services/accounts/department_choices'
import { endAccess } from '#services/accounts/end_access'
import { recordAudit } from '#services/activity/record_audit'
import type { Actor } from '#services/actor'
import clock from '#services/clock'
import { changesBetween } from '#services/master_data/changes_between'
import { countDoing, openWorkOf } from '#services/people/open_work_of'
import { tellLeft } from '#services/people/tell_left'
import {
  refuseLastAdmin,
  refuseSelf,
  refuseStale,
  versionOf,
  withLockedPerson,
  type LockedPerson,
} from '#services/people/with_locked_person'
import { askAnew } from '#services/tickets/ask_anew'

export interface PlaceForm {
  role: Role
  departmentId: number
  /** The version the page showed. */
  version: number
  /** How many open tickets of his the admin was shown; needed to move somebody. */
  seen?: number
}

/**
 * Gives a person another role or department. His sessions end; his posts as a named manager are emptied when he is
 * demoted or moved; his work stays his, marked; new approvers of waiting steps are asked. All in one transaction.
 * @throws NotFound, Refusal 403 (himself, the last admin), Conflict 409 (stale page, other work than shown), Invalid 422
 */
export async function placePerson(userId: number, form: PlaceForm, actor: Actor): Promise<string> {
  return withLockedPerson(userId, actor, async (locked) => {
    const { trx, person } = locked
    refuseStale(person, form.version)
    const before = { role: person.role, departmentId: person.departmentId }
    const isMoved = form.departmentId !== before.departmentId
    const isDemoted = RANK[form.role] < RANK[before.role]
    if (!isMoved && form.role === before.role) return person.fullName
    if (isDemoted) {
      refuseSelf(locked)
      if (before.role === 'admin') await refuseLastAdmin(locked)
    }
    const changes = await placeChanges(trx, before, form)
    if (isMoved) await refuseUnseen(locked, form.seen)
    const { role, departmentId } = form
    await person.merge({ role, departmentId, updatedAt: clock.now() }).save()
    await auditPerson(trx, person, 'user_placed', { actor: locked.actor, changes })
    const posts = isMoved || role === 'member' ? await emptyPosts(locked) : []
    await endAccess(trx, person, { keepsTelegram: true })
    if (isMoved) await tellLeft(locked, 'moved')
    const isAdminChange = before.role === 'admin' || role === 'admin'
    const touched = [...new Set([before.departmentId, departmentId, ...posts])]
    await askAnew(trx, isAdminChange ? 'all' : touched, locked.actor)
    return person.fullName
  })
}

/** What a change of role or department would mean; nothing is changed. */
export async function previewPlace(userId: number, form: Pick<PlaceForm, 'role' | 'departmentId'>) {
  const person = await User.asActor(userId)
  if (!person) throw new NotFound()
  await person.load('department')
  const department = await departmentName(db.connection(), form.departmentId)
  const work = await openWorkOf(person)
  const isMoved = form.departmentId !== person.departmentId
  return {
    person,
    department,
    work,
    isMoved,
    isChange: isMoved || form.role !== person.role,
    lostPosts: isMoved || form.role === 'member' ? work.posts : [],
    version: versionOf(person),
  }
}

const RANK: Record<Role, number> = { member: 0, manager: 1, admin: 2 }

/**
 * Refuses when the open work is not what the admin was shown.
 * @throws Conflict 409
 */
export async function refuseUnseen({ trx, person }: LockedPerson, seen = 0): Promise<void> {
  if ((await countDoing(trx, person)) !== seen) {
    throw new Conflict('account.work_changed', { name: person.fullName })
  }
}

async function placeChanges(
  trx: TransactionClientContract,
  before: { role: Role; departmentId: number },
  form: PlaceForm
) {
  const old = await Department.findOrFail(before.departmentId, { client: trx })
  const isMoved = form.departmentId !== before.departmentId
  const department = isMoved ? await departmentName(trx, form.departmentId) : old.name
  return changesBetween(
    { role: before.role, department: old.name },
    { role: form.role, department }
  )
}

/** Takes the posts of a named manager from him. @returns the departments that now have none */
async function emptyPosts({ trx, person, actor }: LockedPerson): Promise<number[]> {
  const posts = await Department.query({ client: trx }).where('managerId', person.id).forUpdate()
  for (const post of posts) {
    await post.merge({ managerId: null, updatedAt: clock.now() }).save()
    await recordAudit(trx, {
      actor,
      action: 'department_changed',
      subjectType: 'department',
      subjectId: post.id,
      subjectLabel: post.name,
      changes: [{ field: 'manager', before: person.fullName, after: null }],
    })
  }
  return posts.map(({ id }) => id)
}
