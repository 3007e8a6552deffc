import hash from '@adonisjs/core/services/hash'
import db from '@adonisjs/lucid/services/db'
import { Invalid } from '#exceptions/refusals'
import User from '#models/user'
import { auditPerson } from '#services/accounts/audit_person'
import { endAccess } from '#services/accounts/end_access'
import { limitTries } from '#services/accounts/limit_tries'
import { hashNewPassword } from '#services/accounts/hash_new_password'
import type { Actor } from '#services/actor'
import clock from '#services/clock'

/**
 * Changes one's own password. Every session ends, the present one too: the caller opens a new one for the person that is
 * returned.
 * @throws Invalid 422 at `currentPassword` or `password`; 429 after ten tries
 */
export async function changePassword(
  form: { currentPassword: string; password: string },
  actor: Actor
): Promise<User> {
  const by = actor.by!
  await confirmOwnPassword(form.currentPassword, actor)
  const password = await hashNewPassword(form.password, by)
  return db.transaction(async (trx) => {
    const user = await User.query({ client: trx }).where('id', by.id).forUpdate().firstOrFail()
    await user.merge({ password, updatedAt: clock.now() }).save()
    await endAccess(trx, user)
    await auditPerson(trx, user, 'password_changed', { actor })
    return user
  })
}

/**
 * Asks a signed-in person for his password once more before something that could take the account away from him.
 * @throws Invalid 422 at `currentPassword`; 429 after ten tries in a quarter of an hour
 */
export async function confirmOwnPassword(password: string, { by, address }: Actor): Promise<void> {
  await limitTries('own_password', { address: address ?? '', account: `user ${by!.id}` })
  if (!(await hash.verify(by!.password, password))) {
    throw new Invalid('currentPassword', 'account.password_wrong')
  }
}
