import db from '@adonisjs/lucid/services/db'
import { Refusal } from '#exceptions/refusals'
import User from '#models/user'
import clock from '#services/clock'

/**
 * Asks who the reader of an export is now, before each of its pieces: with the rights he has by now, and not at all once
 * his session ended, his account was deactivated, or a change of role, department or password ended all that was open.
 * @param sessionId null where no session reads (jobs, tests of a service)
 * @returns throws Refusal 403 when he may no longer read
 */
export function viewerNow(
  { id, sessionEpoch }: User,
  sessionId: number | null
): () => Promise<User> {
  return async () => {
    const now = await User.asActor(id)
    const isOver = !now?.isActive || now.sessionEpoch !== sessionEpoch || !(await lives(sessionId))
    if (isOver) throw new Refusal('exports.over')
    return now
  }
}

async function lives(sessionId: number | null): Promise<boolean> {
  if (sessionId === null) return true
  const now = clock.now().toJSDate()
  return Boolean(
    await db.from('sessions').where('id', sessionId).where('expires_at', '>', now).first()
  )
}
