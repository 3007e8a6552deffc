import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { FieldChange } from '#models/activity'
import type User from '#models/user'
import type { Actor } from '#services/actor'
import { recordAudit } from '#services/activity/record_audit'

/** The audit entry of something done to an account; the person himself is the actor where none is given. */
export async function auditPerson(
  trx: TransactionClientContract,
  user: User,
  action: string,
  { actor, changes }: { actor?: Actor; changes?: FieldChange[] } = {}
): Promise<void> {
  await recordAudit(trx, {
    actor: actor ?? { by: user, channel: 'web' },
    action,
    subjectType: 'user',
    subjectId: user.id,
    subjectLabel: user.username,
    changes,
  })
}
