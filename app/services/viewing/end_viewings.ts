import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'
import User from '#models/user'
import { auditPerson } from '#services/accounts/audit_person'
import { announce } from '#services/live/announce'

/**
 * Why an admin no longer views the desk as somebody: he stopped; an hour is over; he is no admin any more; his session
 * ended; the person was deactivated, locked, moved, given another role or password.
 */
export type WhyOver = 'stopped' | 'time' | 'rights_lost' | 'session_ended' | 'person_changed'

/** Sessions to look at: narrows a query over `sessions`. */
export type WhichSessions = (query: DatabaseQueryBuilderContract) => unknown

/**
 * Ends views of the desk as another person, writes each into the audit once, and lets their live streams go. Of two who
 * end the same one, the second finds nothing.
 * @param from the address of who stopped; empty where the desk did
 * @returns the people as whom the desk was viewed
 */
export async function endViewings(
  trx: TransactionClientContract,
  which: WhichSessions,
  why: WhyOver,
  from = ''
): Promise<number[]> {
  const query = trx.from('sessions').whereNotNull('viewing_as_id').orderBy('id').forUpdate()
  which(query)
  const rows: { id: number; user_id: number; viewing_as_id: number }[] = await query.select(
    'id',
    'user_id',
    'viewing_as_id'
  )
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  await trx.from('sessions').whereIn('id', ids).update({ viewing_as_id: null, viewing_since: null })
  for (const row of rows) {
    const admin = await User.findOrFail(row.user_id, { client: trx })
    const person = await User.findOrFail(row.viewing_as_id, { client: trx })
    await auditPerson(trx, person, 'viewing_ended', {
      actor: { by: admin, channel: 'web', address: from },
      changes: [{ field: 'endedBecause', before: null, after: why }],
    })
  }
  const viewed = rows.map((row) => row.viewing_as_id)
  await announce(trx, { ended: [...new Set(viewed)] })
  return viewed
}

/** The same in a transaction of its own. */
export async function endViewing(which: WhichSessions, why: WhyOver, from = ''): Promise<number[]> {
  return db.transaction((trx) => endViewings(trx, which, why, from))
}
