import { Conflict } from '#exceptions/refusals'
import { auditPerson } from '#services/accounts/audit_person'
import { endAccess } from '#services/accounts/end_access'
import { isLocked } from '#services/accounts/lockout'
import { tellAccount } from '#services/accounts/tell_account'
import type { Actor } from '#services/actor'
import clock from '#services/clock'
import { refuseSelf, withLockedPerson } from '#services/people/with_locked_person'

/**
 * Locks an account until an admin unlocks it: no sign-in from any device, and everything that was open to him ends.
 * @throws NotFound, Refusal 403 for himself, Conflict 409 when an admin locked it already
 */
export async function lockPerson(userId: number, actor: Actor): Promise<string> {
  return withLockedPerson(userId, actor, async (locked) => {
    const { trx, person } = locked
    refuseSelf(locked)
    if (person.adminLockedAt)
      throw new Conflict('account.already_locked', { name: person.fullName })
    const now = clock.now()
    await person.merge({ adminLockedAt: now, updatedAt: now }).save()
    await endAccess(trx, person)
    await auditPerson(trx, person, 'user_locked', { actor: locked.actor })
    return person.fullName
  })
}

/**
 * Takes every lock from an account, an admin's and the automatic ones.
 * @throws NotFound, Refusal 403, Conflict 409 when it is open
 */
export async function unlockPerson(userId: number, actor: Actor): Promise<string> {
  return withLockedPerson(userId, actor, async ({ trx, person, actor: admin }) => {
    if (!isLocked(person)) throw new Conflict('account.not_locked', { name: person.fullName })
    const now = clock.now()
    await person
      .merge({ adminLockedAt: null, lockedUntil: null, failedLogins: 0, updatedAt: now })
      .save()
    await trx
      .from('known_devices')
      .where('user_id', person.id)
      .update({ failed_logins: 0, locked_until: null })
    await auditPerson(trx, person, 'user_unlocked', { actor: admin })
    return person.fullName
  })
}

/**
 * Sends a person a link to choose a new password; the old one works until it is used.
 * @throws NotFound, Refusal 403; Conflict 409 when the account is not open
 */
export async function sendReset(userId: number, actor: Actor): Promise<string> {
  return withLockedPerson(userId, actor, async ({ trx, person, actor: admin }) => {
    if (!person.isActive) throw new Conflict('account.not_active', { name: person.fullName })
    await tellAccount(trx, person.id, 'password_reset')
    await auditPerson(trx, person, 'password_reset_asked', { actor: admin })
    return person.fullName
  })
}
