import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'
import User from '#models/user'
import { auditPerson } from '#services/accounts/audit_person'
import { announce } from '#services/live/announce'
import { endViewings } from '#services/viewing/end_viewings'

/** How the end of a person's sessions stands in the audit. */
interface Noted {
  action: 'signed_out' | 'session_ended' | 'sessions_ended'
  /** Where he did it from. */
  address: string
}

/**
 * Ends sessions, and with them their live streams on every web process; each person whose sessions they were has a line in
 * the audit.
 * @param which narrows a query over `sessions`
 * @returns how many there were
 */
export async function endSessions(
  which: (query: DatabaseQueryBuilderContract) => unknown,
  noted: Noted
): Promise<number> {
  return db.transaction(async (trx) => {
    const viewed = await endViewings(trx, which, 'session_ended')
    const query = trx.from('sessions')
    which(query)
    const rows: { user_id: number }[] = await query.delete('user_id')
    const ended = [...new Set([...rows.map((row) => row.user_id), ...viewed])]
    if (ended.length > 0) await announce(trx, { ended })
    await note(trx, rows, noted)
    return rows.length
  })
}

async function note(
  trx: TransactionClientContract,
  rows: { user_id: number }[],
  { action, address }: Noted
) {
  const people = await User.query({ client: trx }).whereIn(
    'id',
    rows.map((row) => row.user_id)
  )
  for (const user of people) {
    const count = rows.filter((row) => row.user_id === user.id).length
    const changes =
      action === 'sessions_ended' ? [{ field: 'count', before: null, after: String(count) }] : []
    const actor = { by: user, channel: 'web' as const, address }
    await auditPerson(trx, user, action, { actor, changes })
  }
}
