import { Conflict } from '#exceptions/refusals'
import type User from '#models/user'
import { auditPerson } from '#services/accounts/audit_person'
import { endAccess } from '#services/accounts/end_access'
import type { Actor } from '#services/actor'
import clock from '#services/clock'
import { refuseUnseen } from '#services/people/place_person'
import { tellLeft } from '#services/people/tell_left'
import { refuseLastAdmin, refuseSelf, withLockedPerson } from '#services/people/with_locked_person'
import { askAnew } from '#services/tickets/ask_anew'

/**
 * Shuts a person's account: everything that was open to him ends at once, his work stays his and is marked, the handling
 * managers are told, and whoever now decides for him is asked.
 * @param seen how many open tickets of his the admin was shown
 * @throws NotFound, Refusal 403 (himself, the last admin), Conflict 409 (already, other work than shown)
 */
export async function deactivatePerson(
  userId: number,
  { seen }: { seen?: number },
  actor: Actor
): Promise<string> {
  return withLockedPerson(userId, actor, async (locked) => {
    const { trx, person } = locked
    refuseSelf(locked)
    const name = person.fullName
    if (person.deactivatedAt) throw new Conflict('account.already_deactivated', { name })
    await refuseLastAdmin(locked)
    await refuseUnseen(locked, seen)
    const now = clock.now()
    await person.merge({ deactivatedAt: now, updatedAt: now }).save()
    await auditPerson(trx, person, 'user_deactivated', { actor: locked.actor })
    await endAccess(trx, person)
    await tellLeft(locked, 'deactivated')
    await askAnew(trx, departmentsOf(person), locked.actor)
    return name
  })
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
