import hash from '@adonisjs/core/services/hash'
import { refusePoorPassword, type PasswordOwner } from '#services/accounts/refuse_poor_password'

/**
 * What the database keeps of a new password.
 * @throws Invalid 422 at `password` when it is a poor one
 */
export async function hashNewPassword(password: string, owner: PasswordOwner): Promise<string> {
  refusePoorPassword(password, owner)
  return hash.make(password)
}
