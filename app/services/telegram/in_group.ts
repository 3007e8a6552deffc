import { BotRefusal } from '#services/telegram/bot_errors'

/** Groups that became supergroups in this process' life: their old number and the new one. */
const moved = new Map<string, string>()

/**
 * Does something in a group, under its new number once it became a supergroup.
 * @throws what `work` throws otherwise
 */
export async function inGroup<Result>(
  chatId: string,
  work: (chatId: string) => Promise<Result>
): Promise<Result> {
  try {
    return await work(moved.get(chatId) ?? chatId)
  } catch (error) {
    if (!(error instanceof BotRefusal) || !error.migratedTo) throw error
    moved.set(chatId, error.migratedTo)
    return work(error.migratedTo)
  }
}
