import db from '@adonisjs/lucid/services/db'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import env from '#start/env'
import { NotFound, Refusal } from '#exceptions/refusals'
import type User from '#models/user'
import { insertUser, type NewUser } from '#services/accounts/create_user'
import { findTokenOwner, spendToken } from '#services/accounts/single_use_tokens'
import { refuseTakenName } from '#services/accounts/refuse_taken_name'
import { hashNewPassword } from '#services/accounts/hash_new_password'

/** What the desk still needs beside its first admin; the setup page says so. */
export interface Missing {
  /** The creative department's name when nobody can decide its step yet; null when somebody can. */
  creativeManagerOf: string | null
  mail: boolean
}

/**
 * Opens the setup page: only while there is no admin, only with the one-time link.
 * @throws NotFound once there is an admin; Refusal 403 for a wrong or old link
 */
export async function findSetup(token: unknown): Promise<Missing> {
  await refuseOnceThereIsAnAdmin(db.connection())
  if (typeof token !== 'string' || !(await findTokenOwner('setup', token))) {
    throw new Refusal('account.setup_link_dead')
  }
  const creative = await db
    .from('departments')
    .where('is_creative', true)
    .whereNull('manager_id')
    .select('name')
    .first()
  return { creativeManagerOf: creative?.name ?? null, mail: !env.get('SMTP_URL') }
}

/**
 * Makes the first admin with the one-time link; of many at once exactly one does.
 * @throws NotFound, Refusal 403, Invalid 422
 */
export async function createFirstAdmin(
  token: string,
  form: Omit<NewUser, 'role'>,
  address: string
): Promise<User> {
  const password = await hashNewPassword(form.password, form)
  return refuseTakenName(() =>
    db.transaction(async (trx) => {
      await trx.rawQuery(`select pg_advisory_xact_lock(hashtext('countersign.first_admin'))`)
      await refuseOnceThereIsAnAdmin(trx)
      if (!(await spendToken(trx, 'setup', token))) throw new Refusal('account.setup_link_dead')
      const actor = { by: null, channel: 'web' as const, address }
      return insertUser(trx, { ...form, password, role: 'admin' }, actor)
    })
  )
}

async function refuseOnceThereIsAnAdmin(client: QueryClientContract): Promise<void> {
  if (await client.from('users').where('role', 'admin').select('id').first()) throw new NotFound()
}
