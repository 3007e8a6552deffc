import { setTimeout as sleep } from 'node:timers/promises'
import db from '@adonisjs/lucid/services/db'

/**
 * Milliseconds between two messages (core.telegram.org/bots/faq, "My bot is hitting limits"): 30 a second in all, one a
 * second to one chat, 20 a minute to a group. Edits count like messages.
 */
export const PACE = { all: 34, chat: 1000, group: 3000 }

/** The row of all chats together; chats are named by numbers. */
const ALL = 'all'
/**
 * Waits until a chat may get its next message, or until the signal. The times stand in the database and are its own
 * clock's, so that all processes keep one pace together, also after a restart.
 */
export async function waitForTurn(
  chatId: string,
  signal: AbortSignal,
  isGroup = false
): Promise<void> {
  const chat = await reserve(chatId, isGroup ? PACE.group : PACE.chat)
  const all = await reserve(ALL, PACE.all)
  const wait = Math.max(chat, all)
  if (wait > 0) await sleep(wait, undefined, { signal }).catch(() => {})
}

/** The partner said to wait (429 with retry_after): nobody sends anything before that. */
export async function pauseAll(seconds: number): Promise<void> {
  await db.rawQuery(
    `insert into telegram_pace (chat_id, next_at) values (:id, clock_timestamp() + :wait * interval '1 second')
     on conflict (chat_id) do update set next_at = greatest(telegram_pace.next_at, excluded.next_at)`,
    { id: ALL, wait: Math.max(1, seconds) }
  )
}

/** Until when everybody was told to wait, if that is longer than the usual pace; null when sending may go on. */
export async function pausedUntil(): Promise<Date | null> {
  const row = await db
    .from('telegram_pace')
    .where('chat_id', ALL)
    .whereRaw(`next_at > clock_timestamp() + interval '800 milliseconds'`)
    .select('next_at')
    .first()
  return row?.next_at ?? null
}

/** Takes the next free moment of a row. @returns milliseconds until then */
async function reserve(id: string, pace: number): Promise<number> {
  const { rows } = await db.rawQuery(
    `insert into telegram_pace as p (chat_id, next_at)
     values (:id, clock_timestamp() + :pace * interval '1 millisecond')
     on conflict (chat_id) do update
       set next_at = greatest(p.next_at, clock_timestamp()) + :pace * interval '1 millisecond'
     returning extract(epoch from next_at - clock_timestamp()) * 1000 - :pace as wait`,
    { id, pace }
  )
  return Number(rows[0].wait)
}
