import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import clock from '#services/clock'

/** How the mailbox is, for the admins. */
export interface MailboxState {
  readAt: Date | null
  /** The server's own answer, and since when; null while all is well. */
  trouble: string | null
  troubleSince: Date | null
  nextTryAt: Date | null
}

const PAUSE_SECONDS = 15
const LONGEST_PAUSE_SECONDS = 300

/** How the mailbox is; null when it was never tried. */
export async function readMailboxState(): Promise<MailboxState | null> {
  const row = await db.from('mailbox').first()
  if (!row) return null
  const { read_at: readAt, trouble, trouble_since: troubleSince, next_try_at: nextTryAt } = row
  return { readAt, trouble, troubleSince, nextTryAt }
}

/** Notes that the mailbox was read; one line in the log after trouble. */
export async function noteMailboxRead(): Promise<void> {
  const state = await readMailboxState()
  if (state?.trouble) logger.info({ since: state.troubleSince }, 'the mailbox can be read again')
  await db.rawQuery(
    `insert into mailbox (read_at) values (:now)
     on conflict (id) do update set read_at = :now, trouble = null, trouble_since = null, failures = 0, next_try_at = null`,
    { now: clock.now().toJSDate() }
  )
}

/**
 * Notes why the mailbox cannot be read, and when to try again: later and later, five minutes at most, never all processes
 * of a house at the same second. One line in the log for an outage.
 * @returns the next try
 */
export async function noteMailboxTrouble(trouble: string): Promise<Date> {
  const row = await db.from('mailbox').first()
  const failures = Number(row?.failures ?? 0) + 1
  const pause = Math.min(LONGEST_PAUSE_SECONDS, PAUSE_SECONDS * 2 ** Math.min(failures - 1, 10))
  const now = clock.now()
  const next = now.plus({ seconds: pause * (0.75 + Math.random() / 4) }).toJSDate()
  if (row?.trouble !== trouble) logger.warn({ reason: trouble }, 'the mailbox cannot be read')
  await db.rawQuery(
    `insert into mailbox (trouble, trouble_since, failures, next_try_at) values (:trouble, :now, 1, :next)
     on conflict (id) do update set trouble = :trouble, trouble_since = coalesce(mailbox.trouble_since, :now),
       failures = :failures, next_try_at = :next`,
    { trouble, now: now.toJSDate(), failures, next }
  )
  return next
}
