import { randomBytes } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { Refusal } from '#exceptions/refusals'
import { appUrl } from '#config/app'
import User from '#models/user'
import { hashToken } from '#services/accounts/hash_token'
import { recordAudit } from '#services/activity/record_audit'
import type { Actor } from '#services/actor'
import clock from '#services/clock'

/** What a feed holds: what concerns its person, or everything he sees. */
export const FEED_SCOPES = ['mine', 'all'] as const
export type FeedScope = (typeof FEED_SCOPES)[number]

export interface CalendarFeed {
  scope: FeedScope
  createdAt: Date
  lastReadAt: Date | null
  /** It ended with the sessions of its time: a new password, role or department. */
  isOver: boolean
}

/** The feed of a person, null when he has none. */
export async function findFeed({ id, sessionEpoch }: User): Promise<CalendarFeed | null> {
  const row = await db.from('calendar_feeds').where('user_id', id).first()
  if (!row) return null
  const { scope, created_at: createdAt, last_read_at: lastReadAt } = row
  return { scope, createdAt, lastReadAt, isOver: row.epoch !== sessionEpoch }
}

/**
 * Makes the feed of a person, or another one in its place: the address before is dead at once. Audited.
 * @returns its address, which is shown once and stands nowhere
 */
export async function makeFeed(actor: Actor, scope: FeedScope): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await db.transaction(async (trx) => {
    // The row of the account: a change of password meanwhile ends this feed too.
    const user = await User.query({ client: trx })
      .where('id', actor.by!.id)
      .forUpdate()
      .firstOrFail()
    if (!user.isActive) throw new Refusal('account_not_active')
    const row = {
      token_hash: hashToken(token),
      epoch: user.sessionEpoch,
      scope,
      created_at: clock.now().toJSDate(),
      last_read_at: null,
    }
    await trx
      .table('calendar_feeds')
      .insert({ user_id: user.id, ...row })
      .onConflict('user_id')
      .merge()
    const changes = [{ field: 'scope', before: null, after: scope }]
    await recordAudit(trx, { ...aboutFeed(actor, user), action: 'calendar_feed_made', changes })
  })
  return `${appUrl}/calendar/${token}.ics`
}

/** Ends the feed of a person. Audited, once. */
export async function endFeed(actor: Actor): Promise<void> {
  await db.transaction(async (trx) => {
    const ended = await trx.from('calendar_feeds').where('user_id', actor.by!.id).delete()
    if (Number(ended) === 0) return
    await recordAudit(trx, { ...aboutFeed(actor, actor.by!), action: 'calendar_feed_ended' })
  })
}

/**
 * Whose feed this secret opens, as he is now, and what it holds.
 * @returns null for a secret that is wrong or ended, and for an account that is shut
 */
export async function openFeed(token: string): Promise<{ reader: User; scope: FeedScope } | null> {
  const row = await db.from('calendar_feeds').where('token_hash', hashToken(token)).first()
  const reader = row && (await User.asActor(row.user_id))
  if (!reader?.isActive || reader.adminLockedAt !== null) return null
  return reader.sessionEpoch === row.epoch ? { reader, scope: row.scope } : null
}

/** Notes that a feed was read, to the hour: so that its person sees whether anybody still does. */
export async function noteReading({ id }: User): Promise<void> {
  const now = clock.now()
  await db
    .from('calendar_feeds')
    .where('user_id', id)
    .whereRaw('(last_read_at is null or last_read_at < ?)', [now.minus({ hours: 1 }).toJSDate()])
    .update({ last_read_at: now.toJSDate() })
}

function aboutFeed(actor: Actor, user: User) {
  return { actor, subjectType: 'user', subjectId: user.id, subjectLabel: user.username }
}
