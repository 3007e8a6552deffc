import db from '@adonisjs/lucid/services/db'
import clock from '#services/clock'

/**
 * Which of these sessions are over: signed out, ended elsewhere, run out, or of somebody whose account was locked, moved,
 * given another role or password (the epoch), or deactivated. The same question that the session guard asks, for all
 * streams at once.
 */
export async function findEnded(sessionIds: number[]): Promise<Set<number>> {
  if (sessionIds.length === 0) return new Set()
  const rows = await db
    .from('sessions as s')
    .join('users as u', 'u.id', 's.user_id')
    .whereIn('s.id', sessionIds)
    .where('s.expires_at', '>', clock.now().toJSDate())
    .whereColumn('s.epoch', 'u.session_epoch')
    .whereNotNull('u.approved_at')
    .whereNull('u.deactivated_at')
    .select('s.id')
  const good = new Set(rows.map((row) => row.id as number))
  return new Set(sessionIds.filter((id) => !good.has(id)))
}
