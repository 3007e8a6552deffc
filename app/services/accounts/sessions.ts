import SignInSession from '#models/sign_in_session'
import type User from '#models/user'
import { endSessions } from '#services/accounts/end_sessions'
import { describeAgent, type AgentWords } from '#services/accounts/describe_agent'
import clock from '#services/clock'

export interface SessionRow extends AgentWords {
  session: SignInSession
  isPresent: boolean
}

/** A person's open sessions, the present one first, then the latest used. */
export async function listSessions(user: User, presentId: number | null): Promise<SessionRow[]> {
  const sessions = await SignInSession.query()
    .where({ userId: user.id, epoch: user.sessionEpoch })
    .where('expiresAt', '>', clock.now().toJSDate())
    .orderBy('lastSeenAt', 'desc')
    .limit(100)
  return sessions
    .map((session) => ({
      session,
      isPresent: session.id === presentId,
      ...describeAgent(session.agent),
    }))
    .sort((a, b) => Number(b.isPresent) - Number(a.isPresent))
}

/** Ends one of a person's own sessions; somebody else's is not touched. */
export async function endSession(user: User, id: number, address: string): Promise<void> {
  await endSessions((query) => query.where({ id, user_id: user.id }), {
    action: 'session_ended',
    address,
  })
}

/**
 * Ends all of a person's sessions but the present one.
 * @returns how many there were
 */
export async function endOtherSessions(
  user: User,
  presentId: number | null,
  address: string
): Promise<number> {
  return endSessions((query) => query.where('user_id', user.id).whereNot('id', presentId ?? 0), {
    action: 'sessions_ended',
    address,
  })
}
