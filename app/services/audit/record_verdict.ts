import { userInfo } from 'node:os'
import db from '@adonisjs/lucid/services/db'
import { recordAudit } from '#services/activity/record_audit'
import type { Actor } from '#services/actor'
import type { AuditVerdict } from '#services/audit/finding'

export const VERIFIED = 'audit_verified'

/** Notes in the audit itself that it was checked, by whom and what came of it. */
export async function recordVerdict(
  { sealed, held, head, findings }: AuditVerdict,
  actor?: Actor
): Promise<void> {
  const fact = (field: string, after: string | null) => ({ field, before: null, after })
  await recordAudit(db.connection(), {
    actor,
    action: VERIFIED,
    subjectType: 'audit',
    subjectLabel: actor ? '' : operator(),
    changes: [
      fact('sealed', String(sealed)),
      fact('held', String(held)),
      fact('head', head),
      fact('findings', String(findings.length)),
    ],
  })
}

/** Who runs a command on this machine. */
function operator(): string {
  try {
    return userInfo().username
  } catch {
    return ''
  }
}
