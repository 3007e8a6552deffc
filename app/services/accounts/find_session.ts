import SignInSession from '#models/sign_in_session'
import User from '#models/user'
import { hashToken } from '#services/accounts/hash_token'
import { HOURS } from '#services/accounts/open_session'
import clock from '#services/clock'

export interface FoundSession {
  id: number
  user: User
  isRemembered: boolean
  /** As whom an admin views the desk, and since when; null for everybody else. */
  viewed: { personId: number; since: Date } | null
}

/**
 * Whose session a token opens: row, epoch and the person's activity in one query. The visit is noted.
 * @returns null for one that ended, ran out or never was
 */
export async function findSession(token: string): Promise<FoundSession | null> {
  const now = clock.now()
  const user = await User.query()
    .join('sessions', 'sessions.user_id', 'users.id')
    .where('sessions.token_hash', hashToken(token))
    .where('sessions.expires_at', '>', now.toJSDate())
    .whereColumn('sessions.epoch', 'users.session_epoch')
    .select('users.*', 'sessions.id as session_id', 'sessions.last_seen_at as session_seen_at')
    .select('sessions.remembered as session_remembered')
    .select('sessions.viewing_as_id as viewed_id', 'sessions.viewing_since as viewed_since')
    .select(User.query().client.raw(User.BESIDE))
    .first()
  if (!user?.isActive) return null
  user.takeBeside()
  const { session_id: id, session_remembered: isRemembered } = user.$extras
  await noteVisit(user, id, isRemembered)
  const { viewed_id: personId, viewed_since: since } = user.$extras
  return { id, user, isRemembered, viewed: personId === null ? null : { personId, since } }
}

/** Notes the visit, at most once a minute, and lets the session live on from it. */
async function noteVisit(user: User, sessionId: number, isRemembered: boolean): Promise<void> {
  const now = clock.now()
  if (now.toMillis() - user.$extras.session_seen_at.getTime() < 60_000) return
  const hours = isRemembered ? HOURS.remembered : HOURS.ordinary
  await SignInSession.query()
    .where('id', sessionId)
    .update({ last_seen_at: now.toJSDate(), expires_at: now.plus({ hours }).toJSDate() })
  await User.query().where('id', user.id).update({ last_seen_at: now.toJSDate() })
}
