import db from '@adonisjs/lucid/services/db'
import User from '#models/user'
import { answerEvenly } from '#services/accounts/answer_evenly'
import { auditPerson } from '#services/accounts/audit_person'
import { tellAccount } from '#services/accounts/tell_account'

/**
 * Sends an active person a link to choose a new password. Who asks learns nothing: for unknown names, and accounts that
 * are not open, nothing happens, and that takes as long.
 * @param name username or e-mail
 */
export async function askReset(name: string, address: string): Promise<void> {
  const even = answerEvenly()
  await send(name, address)
  await even()
}

async function send(name: string, address: string): Promise<void> {
  await db.transaction(async (trx) => {
    const user = await User.query({ client: trx })
      .where('username', name)
      .orWhere('email', name)
      .first()
    if (!user?.isActive) return
    await tellAccount(trx, user.id, 'password_reset')
    const actor = { by: null, channel: 'web' as const, address }
    await auditPerson(trx, user, 'password_reset_asked', { actor })
  })
}
