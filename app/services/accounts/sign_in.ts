import db from '@adonisjs/lucid/services/db'
import { Invalid } from '#exceptions/refusals'
import type KnownDevice from '#models/known_device'
import User from '#models/user'
import { auditPerson } from '#services/accounts/audit_person'
import { answerEvenly } from '#services/accounts/answer_evenly'
import { comparePassword } from '#services/accounts/compare_password'
import { findKnownDevice } from '#services/accounts/known_devices'
import { forgiveTry, limitTries } from '#services/accounts/limit_tries'
import { clearMisses, countMiss, isLockedFor } from '#services/accounts/lockout'
import { recordAttempt } from '#services/accounts/record_attempt'

/** What is kept of every attempt; the words stand in admin_people.json. */
export const RESULTS = [
  'signed_in',
  'wrong_password',
  'unknown_name',
  'locked',
  'waiting',
  'declined',
  'deactivated',
  'limited',
] as const
export type Result = (typeof RESULTS)[number]

/** Where a sign-in comes from: the address, the browser's name for itself, its device token. */
export interface Visit {
  address: string
  agent: string
  device: string | null
}

/**
 * Checks name (username or e-mail) and password. Every attempt is recorded. While an account is locked no password is
 * compared; that, an unknown name and a wrong password take the same time and get the same sentence.
 * @throws Invalid 422 at `name`; E_TOO_MANY_REQUESTS 429
 */
export async function signIn(
  form: { name: string; password: string },
  visit: Visit
): Promise<User> {
  const even = answerEvenly()
  const user = await findByName(form.name)
  const device = user && (await findKnownDevice(user.id, visit.device))
  const tried = { address: visit.address, account: device ? `device ${device.id}` : form.name }
  try {
    await limitTries('sign_in', tried)
  } catch (error) {
    await recordAttempt({ name: form.name, user, device, visit, result: 'limited' })
    throw error
  }
  const isShut = !user || isLockedFor(user, device)
  const isRight = await comparePassword(isShut ? null : user.password, form.password)
  const result = isShut
    ? user
      ? 'locked'
      : 'unknown_name'
    : await judge(user, device, isRight, visit)
  await recordAttempt({ name: form.name, user, device, visit, result })
  if (result !== 'signed_in') {
    await even()
    throw new Invalid('name', sentenceOf(result))
  }
  await forgiveTry('sign_in', tried)
  return user!
}

async function findByName(name: string): Promise<User | null> {
  return User.query().where('username', name).orWhere('email', name).first()
}

async function judge(
  user: User,
  device: KnownDevice | null,
  isRight: boolean,
  visit: Visit
): Promise<Result> {
  if (!isRight) {
    await missOnce(user, device, visit)
    return 'wrong_password'
  }
  if (!(await clearMisses(user, device))) return 'locked'
  if (user.deactivatedAt) return 'deactivated'
  if (user.declinedAt) return 'declined'
  return user.approvedAt ? 'signed_in' : 'waiting'
}

async function missOnce(user: User, device: KnownDevice | null, visit: Visit) {
  await db.transaction(async (trx) => {
    if (!(await countMiss(trx, user, device))) return
    const actor = { by: null, channel: 'web' as const, address: visit.address }
    await auditPerson(trx, user, device ? 'device_locked' : 'account_locked', { actor })
  })
}

function sentenceOf(result: Result): string {
  const own = ['waiting', 'declined', 'deactivated']
  return own.includes(result) ? `sign_in.${result}` : 'sign_in_failed'
}
