import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import User from '#models/user'
import { auditPerson } from '#services/accounts/audit_person'
import { departmentName } from '#services/accounts/department_choices'
import { hashNewPassword } from '#services/accounts/hash_new_password'
import { refuseTakenName } from '#services/accounts/refuse_taken_name'
import clock from '#services/clock'
import { tell } from '#services/notifications/tell'

export interface Registration {
  username: string
  email: string
  firstName: string
  lastName: string
  password: string
  departmentId: number
}

/**
 * Asks for an account: it waits for an admin, and all active admins are told. Always a member; an admin may change that.
 * @throws Invalid 422: a taken name or address, a poor password, an unknown department
 */
export async function registerUser(form: Registration, address: string): Promise<User> {
  const password = await hashNewPassword(form.password, form)
  const now = clock.now()
  return refuseTakenName(() =>
    db.transaction(async (trx) => {
      const department = await departmentName(trx, form.departmentId)
      const user = await User.create(
        { ...form, password, role: 'member', createdAt: now, updatedAt: now },
        { client: trx }
      )
      const actor = { by: user, channel: 'web' as const, address }
      await auditPerson(trx, user, 'user_registered', { actor })
      await tellAdmins(trx, user, department)
      return user
    })
  )
}

async function tellAdmins(trx: TransactionClientContract, user: User, department: string) {
  const admins = await trx
    .from('users')
    .where('role', 'admin')
    .whereNotNull('approved_at')
    .whereNull('deactivated_at')
    .select('id')
  const event = {
    eventKey: `user:${user.id}:registered`,
    ticket: null,
    activityId: null,
    actorId: user.id,
    isInternal: false,
  }
  const details = { userId: user.id, name: user.fullName, username: user.username, department }
  await tell(trx, event, [
    { to: { ids: admins.map(({ id }) => id) }, kind: 'account_waiting', details },
  ])
}
