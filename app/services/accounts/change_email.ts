import db from '@adonisjs/lucid/services/db'
import { Invalid, Refusal } from '#exceptions/refusals'
import User from '#models/user'
import { auditPerson } from '#services/accounts/audit_person'
import { confirmOwnPassword } from '#services/accounts/change_password'
import { refuseTakenName } from '#services/accounts/refuse_taken_name'
import { findTokenOwner, spendToken } from '#services/accounts/single_use_tokens'
import { tellAccount } from '#services/accounts/tell_account'
import type { Actor } from '#services/actor'
import clock from '#services/clock'

/**
 * Asks to change one's own address: a mail goes to the new one, and the old one counts until its link is used.
 * @throws Invalid 422 at `email` (taken) or `currentPassword`
 */
export async function askEmailChange(
  form: { email: string; currentPassword: string },
  actor: Actor
): Promise<void> {
  await confirmOwnPassword(form.currentPassword, actor)
  await db.transaction(async (trx) => {
    const taken = await trx.from('users').where('email', form.email).select('id').first()
    if (taken) throw new Invalid('email', 'account.email_taken')
    const user = await User.query({ client: trx })
      .where('id', actor.by!.id)
      .forUpdate()
      .firstOrFail()
    await user.merge({ pendingEmail: form.email, updatedAt: clock.now() }).save()
    await trx
      .from('single_use_tokens')
      .where({ user_id: user.id, purpose: 'email_change' })
      .delete()
    await tellAccount(trx, user.id, 'email_change')
    await auditPerson(trx, user, 'email_change_asked', { actor })
  })
}

/** Takes back a change of address that was not confirmed yet. */
export async function cancelEmailChange(actor: Actor): Promise<void> {
  await db.transaction(async (trx) => {
    const user = await User.query({ client: trx })
      .where('id', actor.by!.id)
      .forUpdate()
      .firstOrFail()
    if (user.pendingEmail === null) return
    await user.merge({ pendingEmail: null, updatedAt: clock.now() }).save()
    await trx
      .from('single_use_tokens')
      .where({ user_id: user.id, purpose: 'email_change' })
      .delete()
    await auditPerson(trx, user, 'email_change_cancelled', { actor })
  })
}

/**
 * The address a link confirms.
 * @throws Refusal 403 when it is wrong, used or too old
 */
export async function findConfirmedEmail(token: string): Promise<string> {
  const owner = await findTokenOwner('email_change', token)
  if (!owner) throw new Refusal('account.email_link_dead')
  return owner.payload.email
}

/**
 * Makes the new address the account's, by the link that was mailed to it.
 * @throws Refusal 403 for a dead link; Invalid 422 when somebody took the address meanwhile
 */
export async function confirmEmail(token: string, address: string): Promise<void> {
  await refuseTakenName(() =>
    db.transaction(async (trx) => {
      const owner = await findTokenOwner('email_change', token, trx)
      if (!owner || !(await spendToken(trx, 'email_change', token))) {
        throw new Refusal('account.email_link_dead')
      }
      const user = await User.query({ client: trx })
        .where('id', owner.user_id!)
        .forUpdate()
        .firstOrFail()
      const { email } = owner.payload
      if (!user.isActive || user.pendingEmail !== email)
        throw new Refusal('account.email_link_dead')
      const changes = [{ field: 'email', before: user.email, after: email }]
      await user.merge({ email, pendingEmail: null, updatedAt: clock.now() }).save()
      await trx
        .from('single_use_tokens')
        .where({ user_id: user.id, purpose: 'password_reset' })
        .whereNull('used_at')
        .delete()
      await auditPerson(trx, user, 'email_changed', {
        actor: { by: user, channel: 'email', address },
        changes,
      })
    })
  )
}
