import db from '@adonisjs/lucid/services/db'
import User from '#models/user'
import { auditPerson } from '#services/accounts/audit_person'
import { listLocales } from '#services/accounts/choices'
import type { Actor } from '#services/actor'
import clock from '#services/clock'
import { changesBetween } from '#services/master_data/changes_between'

export interface ProfileForm {
  firstName: string
  lastName: string
  timeZone?: string
  locale?: string
  /** One-letter keys do nothing for this person. */
  keysOff?: boolean
}

/** What a person changes about himself; everything else on his account is an admin's. */
export async function editProfile(form: ProfileForm, actor: Actor): Promise<void> {
  await db.transaction(async (trx) => {
    const user = await User.query({ client: trx })
      .where('id', actor.by!.id)
      .forUpdate()
      .firstOrFail()
    const values = {
      firstName: form.firstName,
      lastName: form.lastName,
      timeZone: form.timeZone ?? null,
      locale: listLocales().includes(form.locale ?? '') ? form.locale! : user.locale,
      singleKeys: !form.keysOff,
    }
    const changes = changesBetween(user.$attributes, values)
    if (changes.length === 0) return
    await user.merge({ ...values, updatedAt: clock.now() }).save()
    await auditPerson(trx, user, 'profile_changed', { actor, changes })
  })
}
