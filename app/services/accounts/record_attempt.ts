import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type KnownDevice from '#models/known_device'
import LoginAttempt from '#models/login_attempt'
import type User from '#models/user'
import type { Result, Visit } from '#services/accounts/sign_in'
import { recordAudit } from '#services/activity/record_audit'
import clock from '#services/clock'
import { noteSecurity } from '#services/observing/security_log'

interface Attempt {
  /** As it was typed. */
  name: string
  user: User | null
  device: KnownDevice | null
  visit: Visit
  result: Result
}

/** Keeps an attempt to sign in, for the list of attempts, the audit and the log. */
export async function recordAttempt({ name, user, device, visit, result }: Attempt): Promise<void> {
  noteSecurity('sign_in', { result, user: user?.id ?? null, address: visit.address })
  const shown = user ? name : beginningOf(name)
  await db.transaction(async (trx) => {
    await LoginAttempt.create(
      {
        name: shown,
        userId: user?.id ?? null,
        address: visit.address,
        agent: visit.agent.slice(0, 300),
        knownDevice: device !== null,
        result,
        createdAt: clock.now(),
      },
      { client: trx }
    )
    await auditAttempt(trx, user, { name: shown, address: visit.address, result })
  })
}

/** What a limit stops is not audited: nobody shall fill what is kept for ever by trying on and on. */
async function auditAttempt(
  trx: TransactionClientContract,
  user: User | null,
  { name, address, result }: { name: string; address: string; result: Result }
) {
  if (result === 'limited') return
  const isIn = result === 'signed_in'
  await recordAudit(trx, {
    actor: { by: isIn ? user : null, channel: 'web', address },
    action: isIn ? 'signed_in' : 'sign_in_refused',
    subjectType: 'user',
    subjectId: user?.id,
    subjectLabel: user?.username ?? name,
    changes: isIn ? [] : [{ field: 'result', before: null, after: result }],
  })
}

/** People type their password into the field above it: of a name that is nobody's only the beginning is kept. */
function beginningOf(name: string): string {
  return `${[...name].slice(0, 3).join('')}…`
}
