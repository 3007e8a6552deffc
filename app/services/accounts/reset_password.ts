import db from '@adonisjs/lucid/services/db'
import { Refusal } from '#exceptions/refusals'
import User from '#models/user'
import { auditPerson } from '#services/accounts/audit_person'
import { endAccess } from '#services/accounts/end_access'
import { hashNewPassword } from '#services/accounts/hash_new_password'
import { findTokenOwner, spendToken } from '#services/accounts/single_use_tokens'
import clock from '#services/clock'

/**
 * The person a reset link belongs to.
 * @throws Refusal 403 when it is wrong, used, too old, or the account is not open
 */
export async function findResetting(token: string): Promise<User> {
  const owner = await findTokenOwner('password_reset', token)
  const user = owner?.user_id ? await User.find(owner.user_id) : null
  if (!user?.isActive) throw new Refusal('account.reset_link_dead')
  return user
}

/**
 * Sets a new password by a mailed link, which works once. Ends all sessions and the automatic lock; an admin's lock stays.
 * @throws Refusal 403 for a dead link; Invalid 422 for a poor password, the link stays good then
 */
export async function resetPassword(
  token: string,
  password: string,
  address: string
): Promise<User> {
  const hashed = await hashNewPassword(password, await findResetting(token))
  return db.transaction(async (trx) => {
    const owner = await findTokenOwner('password_reset', token, trx)
    if (!owner || !(await spendToken(trx, 'password_reset', token))) {
      throw new Refusal('account.reset_link_dead')
    }
    const user = await User.query({ client: trx })
      .where('id', owner.user_id!)
      .forUpdate()
      .firstOrFail()
    if (!user.isActive) throw new Refusal('account.reset_link_dead')
    user.merge({ password: hashed, failedLogins: 0, lockedUntil: null, updatedAt: clock.now() })
    await user.save()
    await endAccess(trx, user)
    await auditPerson(trx, user, 'password_reset', {
      actor: { by: user, channel: 'email', address },
    })
    return user
  })
}
