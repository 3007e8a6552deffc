import { randomBytes } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { appUrl } from '#config/app'
import env from '#start/env'
import clock from '#services/clock'
import { createUser } from '#services/accounts/create_user'
import { hashToken } from '#services/accounts/hash_token'

export interface FirstAdmin {
  /** The username of the admin that ADMIN_* made. */
  madeAdmin: string | null
  /** The one-time link to /setup, while there is no admin. */
  setupUrl: string | null
}

/**
 * Makes the first admin from ADMIN_USERNAME, ADMIN_EMAIL and ADMIN_PASSWORD, or a one-time setup link. Does nothing once
 * there is an admin. An earlier unused link dies with a new one.
 */
export async function prepareFirstAdmin(): Promise<FirstAdmin> {
  const admin = await db.from('users').where('role', 'admin').first()
  if (admin) return { madeAdmin: null, setupUrl: null }
  const [username, email, password] = [
    env.get('ADMIN_USERNAME'),
    env.get('ADMIN_EMAIL'),
    env.get('ADMIN_PASSWORD'),
  ]
  if (username && email && password) {
    const department = await db
      .from('departments')
      .where('is_creative', false)
      .orderBy('id')
      .firstOrFail()
    await createUser(
      {
        username,
        email,
        password,
        firstName: username,
        lastName: '',
        role: 'admin',
        departmentId: department.id,
      },
      { by: null, channel: 'system' }
    )
    return { madeAdmin: username, setupUrl: null }
  }
  return { madeAdmin: null, setupUrl: await makeSetupLink() }
}

async function makeSetupLink(): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const now = clock.now()
  await db.from('single_use_tokens').where('purpose', 'setup').delete()
  await db.table('single_use_tokens').insert({
    purpose: 'setup',
    token_hash: hashToken(token),
    created_at: now.toJSDate(),
    expires_at: now.plus({ days: 7 }).toJSDate(),
  })
  return `${appUrl}/setup?token=${token}`
}
