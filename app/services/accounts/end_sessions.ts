import db from '@adonisjs/lucid/services/db'
import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'
import { announce } from '#services/live/announce'
import { endViewings } from '#services/viewing/end_viewings'

/**
 * Ends sessions, and with them their live streams on every web process.
 * @param which narrows a query over `sessions`
 * @returns how many there were
 */
export async function endSessions(
  which: (query: DatabaseQueryBuilderContract) => unknown
): Promise<number> {
  return db.transaction(async (trx) => {
    const viewed = await endViewings(trx, which, 'session_ended')
    const query = trx.from('sessions')
    which(query)
    const rows: { user_id: number }[] = await query.delete('user_id')
    const ended = [...new Set([...rows.map((row) => row.user_id), ...viewed])]
    if (ended.length > 0) await announce(trx, { ended })
    return rows.length
  })
}
