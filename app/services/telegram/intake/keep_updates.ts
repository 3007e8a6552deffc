import db from '@adonisjs/lucid/services/db'
import clock from '#services/clock'
import { sendJob } from '#services/jobs/send_job'
import { INTAKE } from '#services/telegram/intake/intake_job'
import { readUpdate, type ReadUpdate } from '#services/telegram/intake/read_update'
import { hideCode } from '#services/telegram/linking/link_codes'

/**
 * Keeps updates that the bot was given, each number once, and asks the worker to handle them. When this returns they may
 * be confirmed to Telegram.
 * @returns the numbers that were new
 */
export async function keepUpdates(updates: unknown[]): Promise<number[]> {
  const read = updates.map(readUpdate).filter((update) => update !== null)
  if (read.length === 0) return []
  return db.transaction(async (trx) => {
    const { rows } = await trx.rawQuery(
      `insert into telegram_updates (update_id, chat_id, body, received_at, handled_at)
       select id, chat_id, body, :now, case when body is null then :now::timestamptz end
       from jsonb_to_recordset(:rows::jsonb) as r(id bigint, chat_id text, body jsonb)
       on conflict (update_id) do nothing returning update_id, body is not null as is_meant`,
      { rows: JSON.stringify(read.map(rowOf)), now: clock.now().toJSDate() }
    )
    if (rows.some((row: { is_meant: boolean }) => row.is_meant)) await sendJob(trx, INTAKE)
    return rows.map((row: { update_id: number }) => row.update_id)
  })
}

/** A link code is a secret: it waits as its hash. */
function rowOf({ id, chatId, update }: ReadUpdate) {
  if (!update || !('message' in update)) return { id, chat_id: chatId, body: update }
  const { message } = update
  return { id, chat_id: chatId, body: { message: { ...message, text: hideCode(message.text) } } }
}
