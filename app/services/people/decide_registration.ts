import { Conflict } from '#exceptions/refusals'
import { auditPerson } from '#services/accounts/audit_person'
import { tellAccount } from '#services/accounts/tell_account'
import type { Actor } from '#services/actor'
import clock from '#services/clock'
import { tell } from '#services/notifications/tell'
import { withLockedPerson } from '#services/people/with_locked_person'
import { askAnew } from '#services/tickets/ask_anew'

/**
 * Opens the account of somebody who registered, and tells him; steps that he can decide are asked of him. Also one that
 * was declined before.
 * @throws NotFound, Refusal 403, Conflict 409 when it is open already
 */
export async function approveRegistration(userId: number, actor: Actor): Promise<string> {
  return withLockedPerson(userId, actor, async ({ trx, person, by, actor: admin }) => {
    const name = person.fullName
    if (person.approvedAt) throw new Conflict('account.already_approved', { name })
    const now = clock.now()
    await person
      .merge({ approvedAt: now, approvedBy: by.id, declinedAt: null, updatedAt: now })
      .save()
    await auditPerson(trx, person, 'user_approved', { actor: admin })
    const event = {
      eventKey: `user:${person.id}:approved:${now.toMillis()}`,
      ticket: null,
      activityId: null,
      actorId: by.id,
      isInternal: false,
    }
    await tell(trx, event, [{ to: { ids: [person.id] }, kind: 'account_approved' }])
    await askAnew(trx, person.isAdmin ? 'all' : person.manages, admin)
    return name
  })
}

/**
 * Declines a registration and tells the applicant. Names stay taken, so an admin can still approve it later.
 * @throws NotFound, Refusal 403, Conflict 409 when it is decided already
 */
export async function declineRegistration(userId: number, actor: Actor): Promise<string> {
  return withLockedPerson(userId, actor, async ({ trx, person, actor: admin }) => {
    const name = person.fullName
    if (person.approvedAt) throw new Conflict('account.already_approved', { name })
    if (person.declinedAt) throw new Conflict('account.already_declined', { name })
    const now = clock.now()
    await person.merge({ declinedAt: now, updatedAt: now }).save()
    await auditPerson(trx, person, 'user_declined', { actor: admin })
    await tellAccount(trx, person.id, 'account_declined')
    return name
  })
}
