import { randomBytes } from 'node:crypto'
import hash from '@adonisjs/core/services/hash'
import db from '@adonisjs/lucid/services/db'
import type User from '#models/user'
import { adminOf } from '#services/accounts/admin_of'
import { departmentName } from '#services/accounts/department_choices'
import { hashNewPassword } from '#services/accounts/hash_new_password'
import { insertUser, type NewUser } from '#services/accounts/create_user'
import { refuseTakenName } from '#services/accounts/refuse_taken_name'
import { tellAccount } from '#services/accounts/tell_account'
import type { Actor } from '#services/actor'
import { askAnew } from '#services/tickets/ask_anew'

export type PersonForm = Omit<NewUser, 'password'> & { password?: string }

/**
 * Makes an open account. Without a password the person gets a link by mail to choose one himself.
 * @throws Invalid 422; Refusal 403 when the actor is no admin (any more)
 */
export async function createPerson(form: PersonForm, actor: Actor): Promise<User> {
  const password = form.password
    ? await hashNewPassword(form.password, form)
    : await hash.make(randomBytes(32).toString('base64url'))
  return refuseTakenName(() =>
    db.transaction(async (trx) => {
      await adminOf(trx, actor)
      await departmentName(trx, form.departmentId)
      const person = await insertUser(trx, { ...form, password }, actor)
      if (!form.password)
        await tellAccount(trx, person.id, 'password_reset', { isInvitation: true })
      if (person.isAdmin) await askAnew(trx, 'all', actor)
      else if (person.role === 'manager') await askAnew(trx, [person.departmentId], actor)
      return person
    })
  )
}
