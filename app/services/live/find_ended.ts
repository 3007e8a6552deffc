import db from '@adonisjs/lucid/services/db'
import clock from '#services/clock'
import type { LiveStream } from '#services/live/live_stream'
import { LONGEST_VIEWING } from '#services/viewing/see_as'

/**
 * Which streams are over, and why: the session has signed out, ended elsewhere, run out, or is of somebody whose account was
 * locked, moved, given another role or password (the epoch), or deactivated; or it shows the desk as somebody else now. The
 * same question that the session guard asks, for all streams at once.
 * @returns says of the viewer of a stream why it has to end; null while it may go on
 */
export async function findEnded(
  sessionIds: number[]
): Promise<(viewer: LiveStream['viewer']) => 'signed_out' | 'changed' | null> {
  const now = clock.now()
  const rows = await db
    .from('sessions as s')
    .join('users as u', 'u.id', 's.user_id')
    .whereIn('s.id', sessionIds)
    .where('s.expires_at', '>', now.toJSDate())
    .whereColumn('s.epoch', 'u.session_epoch')
    .whereNotNull('u.approved_at')
    .whereNull('u.deactivated_at')
    .select('s.id', 's.user_id')
    .select(
      db.raw('case when s.viewing_since > ? then s.viewing_as_id end as viewed_id', [
        now.minus({ minutes: LONGEST_VIEWING }).toJSDate(),
      ])
    )
  const eyes = new Map<number, number>(rows.map((row) => [row.id, row.viewed_id ?? row.user_id]))
  return ({ sessionId, userId }) => {
    if (!eyes.has(sessionId)) return 'signed_out'
    return eyes.get(sessionId) === userId ? null : 'changed'
  }
}
