import type User from '#models/user'
import { auditPerson } from '#services/accounts/audit_person'
import { refuseTakenName } from '#services/accounts/refuse_taken_name'
import type { Actor } from '#services/actor'
import clock from '#services/clock'
import { changesBetween } from '#services/master_data/changes_between'
import { refuseStale, withLockedPerson } from '#services/people/with_locked_person'

export interface NamesForm {
  username: string
  email: string
  firstName: string
  lastName: string
  /** The version the page showed. */
  version: number
}

/**
 * Changes a person's names and address. A new address ends the links that were mailed to the old one.
 * @throws NotFound, Refusal 403, Conflict 409 for a stale page, Invalid 422 for a taken name
 */
export async function editPerson(userId: number, form: NamesForm, actor: Actor): Promise<User> {
  const { version, ...values } = form
  return refuseTakenName(() =>
    withLockedPerson(userId, actor, async ({ trx, person, actor: admin }) => {
      refuseStale(person, version)
      const changes = changesBetween(person.$attributes, values)
      if (changes.length === 0) return person
      const isNewAddress = changes.some(({ field }) => field === 'email')
      await person.merge({ ...values, updatedAt: clock.now() }).save()
      if (isNewAddress) {
        await person.merge({ pendingEmail: null }).save()
        await trx
          .from('single_use_tokens')
          .where('user_id', person.id)
          .whereNull('used_at')
          .delete()
      }
      await auditPerson(trx, person, 'user_changed', { actor: admin, changes })
      return person
    })
  )
}
