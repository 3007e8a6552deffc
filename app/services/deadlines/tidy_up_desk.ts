import db from '@adonisjs/lucid/services/db'
import clock from '#services/clock'
import { sweepUnfinished } from '#services/files/resumable/sweep_unfinished'
import { sweepStrayFiles } from '#services/files/sweep_stray_files'
import { endViewing } from '#services/viewing/end_viewings'

/** Days after which something is of no more use. */
const DAYS = { inbound: 180, usedTokens: 7, decisionLinks: 90, keys: 2, cards: 90, updates: 7 }

/**
 * Removes sessions, tokens, rate limits, repeat keys, drafts and stray files that have run out. Each statement stands alone: one that
 * fails leaves the others done.
 */
export async function tidyUpDesk(): Promise<void> {
  const now = clock.now()
  const before = (days: number) => now.minus({ days }).toJSDate()
  await endViewing((sessions) => sessions.where('expires_at', '<', now.toJSDate()), 'session_ended')
  await db.from('sessions').where('expires_at', '<', now.toJSDate()).delete()
  await db.from('single_use_tokens').where('expires_at', '<', before(DAYS.usedTokens)).delete()
  await db.from('decision_tokens').where('expires_at', '<', before(DAYS.decisionLinks)).delete()
  await db.from('rate_limits').where('expire', '<', now.toMillis()).delete()
  await db.from('idempotency_keys').where('created_at', '<', before(DAYS.keys)).delete()
  await db.from('inbound_mails').where('received_at', '<', before(DAYS.inbound)).delete()
  await db.from('telegram_updates').where('received_at', '<', before(DAYS.updates)).delete()
  await db.from('telegram_link_codes').where('expires_at', '<', before(DAYS.usedTokens)).delete()
  await db.from('telegram_cards').where('closed_at', '<', before(DAYS.cards)).delete()
  await sweepStrayFiles()
  await sweepUnfinished()
}
