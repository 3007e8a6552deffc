import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { NotFound } from '#exceptions/refusals'
import Department from '#models/department'
import User, { type Role } from '#models/user'
import { auditPerson } from '#services/accounts/audit_person'
import { departmentName } from '#services/accounts/department_choices'
import { endAccess } from '#services/accounts/end_access'
import type { Actor } from '#services/actor'
import clock from '#services/clock'
import { NO_CHOICES, type Choices } from '#services/handovers/choice'
import { handOverWork } from '#services/handovers/hand_over_work'
import { passPosts } from '#services/handovers/pass_posts'
import { refuseUnseen } from '#services/handovers/refuse_unseen'
import { showLeaver } from '#services/handovers/show_leaver'
import { holdWork } from '#services/handovers/work_of'
import { changesBetween } from '#services/master_data/changes_between'
import type { Left } from '#services/people/deactivate_person'
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
  choices?: Choices
}

/**
 * Gives a person another role or department. His sessions end; his posts as a named manager are emptied when he is
 * demoted or moved, or go to whom was chosen; the work he does for other departments is handed over as it was chosen or
 * stays his, marked; new approvers of waiting steps are asked. All in one transaction.
 * @throws NotFound, Refusal 403 (himself, the last admin), Conflict 409 (stale page, other work than shown), Invalid 422
 */
export async function placePerson(userId: number, form: PlaceForm, actor: Actor): Promise<Left> {
  const { role, departmentId, choices = NO_CHOICES } = form
  const work = async (locked: LockedPerson): Promise<Left> => {
    const { trx, person } = locked
    refuseStale(person, form.version)
    const before = { role: person.role, departmentId: person.departmentId }
    const isMoved = form.departmentId !== before.departmentId
    const isDemoted = RANK[form.role] < RANK[before.role]
    if (!isMoved && role === before.role) return { name: person.fullName, handoverId: null }
    if (isDemoted) {
      refuseSelf(locked)
      if (before.role === 'admin') await refuseLastAdmin(locked)
    }
    const changes = await placeChanges(trx, before, form)
    if (isMoved) await refuseUnseen(locked, choices, form.seen)
    await person.merge({ role, departmentId, updatedAt: clock.now() }).save()
    await auditPerson(trx, person, 'user_placed', { actor: locked.actor, changes })
    const losesPosts = isMoved || role === 'member'
    const posts = losesPosts ? await passPosts(locked, choices, { empties: true }) : []
    await endAccess(trx, person, { keepsTelegram: true })
    const handoverId = isMoved ? await handOverWork(locked, choices, 'moved') : null
    const isAdminChange = before.role === 'admin' || role === 'admin'
    const touched = [...new Set([before.departmentId, departmentId, ...posts])]
    await askAnew(trx, isAdminChange ? 'all' : touched, locked.actor)
    return { name: person.fullName, handoverId }
  }
  return withLockedPerson(userId, actor, work, { hold: holdWork })
}

/** What a change of role or department would mean; nothing is changed. */
export async function previewPlace(userId: number, form: Pick<PlaceForm, 'role' | 'departmentId'>) {
  const person = await User.asActor(userId)
  if (!person) throw new NotFound()
  await person.load('department')
  const department = await departmentName(db.connection(), form.departmentId)
  const work = await showLeaver(person, form)
  const isMoved = form.departmentId !== person.departmentId
  return {
    person,
    department,
    work,
    isMoved,
    isChange: isMoved || form.role !== person.role,
    version: versionOf(person),
  }
}

const RANK: Record<Role, number> = { member: 0, manager: 1, admin: 2 }

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
