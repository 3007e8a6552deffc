import { handleNext } from '#services/telegram/intake/handle_waiting'
import { keepUpdates } from '#services/telegram/intake/keep_updates'

/**
 * Takes one update of the bot and handles it at once, unless it was had before. The worker does the same in two steps:
 * it keeps what comes and then handles what waits.
 * @param raw whatever came: it is read with care
 */
export async function handleUpdate(raw: unknown): Promise<void> {
  for (const id of await keepUpdates([raw])) await handleNext(id)
}
