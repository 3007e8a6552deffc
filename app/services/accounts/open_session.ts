import { randomBytes } from 'node:crypto'
import SignInSession from '#models/sign_in_session'
import User from '#models/user'
import { hashToken } from '#services/accounts/hash_token'
import clock from '#services/clock'

/** Hours that a session lives on from its last visit. */
export const HOURS = { ordinary: 12, remembered: 30 * 24 }

export interface OpenedSession {
  id: number
  /** What the browser keeps; the database knows its hash alone. */
  token: string
}

/** Opens a session of a person in a browser. */
export async function openSession(
  user: User,
  { remembered, address, agent }: { remembered: boolean; address: string; agent: string }
): Promise<OpenedSession> {
  const token = randomBytes(32).toString('base64url')
  const now = clock.now()
  const { id } = await SignInSession.create({
    tokenHash: hashToken(token),
    userId: user.id,
    epoch: user.sessionEpoch,
    remembered,
    address,
    agent: agent.slice(0, 300),
    createdAt: now,
    lastSeenAt: now,
    expiresAt: now.plus({ hours: remembered ? HOURS.remembered : HOURS.ordinary }),
  })
  await User.query().where('id', user.id).update({ last_seen_at: now.toJSDate() })
  return { id, token }
}
