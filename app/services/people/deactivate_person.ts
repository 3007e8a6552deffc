import { Conflict } from '#exceptions/refusals'
import type User from '#models/user'
import { auditPerson } from '#services/accounts/audit_person'
import { endAccess } from '#services/accounts/end_access'
import type { Actor } from '#services/actor'
import clock from '#services/clock'
import { NO_CHOICES, type Choices } from '#services/handovers/choice'
import { handOverWork } from '#services/handovers/hand_over_work'
import { passPosts } from '#services/handovers/pass_posts'
import { refuseUnseen } from '#services/handovers/refuse_unseen'
import { holdWork } from '#services/handovers/work_of'
import {
  refuseLastAdmin,
  refuseSelf,
  withLockedPerson,
  type LockedPerson,
} from '#services/people/with_locked_person'
import { askAnew } from '#services/tickets/ask_anew'

export interface DeactivationForm {
  /** How many open tickets of his the admin was shown. */
  seen?: number
  choices?: Choices
}

/** Who left, and the hand-over of his work, if there was any. */
export interface Left {
  name: string
  handoverId: number | null
}

/**
 * Shuts a person's account: everything that was open to him ends at once, his work is handed over as it was chosen or
 * stays his, marked, and whoever now decides for him is asked. All in one transaction.
 * @throws NotFound, Refusal 403 (himself, the last admin), Conflict 409 (already, other work than shown), Invalid 422 for
 *   somebody who cannot take over
 */
export async function deactivatePerson(
  userId: number,
  { seen, choices = NO_CHOICES }: DeactivationForm,
  actor: Actor
): Promise<Left> {
  const work = async (locked: LockedPerson) => {
    const { trx, person } = locked
    refuseSelf(locked)
    const name = person.fullName
    if (person.deactivatedAt) throw new Conflict('account.already_deactivated', { name })
    await refuseLastAdmin(locked)
    await refuseUnseen(locked, choices, seen)
    const now = clock.now()
    await person.merge({ deactivatedAt: now, updatedAt: now }).save()
    await auditPerson(trx, person, 'user_deactivated', { actor: locked.actor })
    await endAccess(trx, person)
    const posts = await passPosts(locked, choices, { empties: false })
    const handoverId = await handOverWork(locked, choices, 'deactivated')
    const departments = departmentsOf(person)
    const touched = departments === 'all' ? departments : [...new Set([...departments, ...posts])]
    await askAnew(trx, touched, locked.actor)
    return { name, handoverId }
  }
  return withLockedPerson(userId, actor, work, { hold: holdWork })
}

/**
 * Opens a deactivated account again. Sessions stay ended; he signs in anew.
 * @throws NotFound, Refusal 403, Conflict 409 when it is open
 */
export async function reactivatePerson(userId: number, actor: Actor): Promise<string> {
  return withLockedPerson(userId, actor, async ({ trx, person, actor: admin }) => {
    if (!person.deactivatedAt)
      throw new Conflict('account.not_deactivated', { name: person.fullName })
    await person.merge({ deactivatedAt: null, updatedAt: clock.now() }).save()
    await auditPerson(trx, person, 'user_reactivated', { actor: admin })
    await askAnew(trx, departmentsOf(person), admin)
    return person.fullName
  })
}

function departmentsOf(person: User): number[] | 'all' {
  return person.isAdmin ? 'all' : person.manages
}
