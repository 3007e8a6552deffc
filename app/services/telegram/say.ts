import { bot } from '#services/telegram/bot'

/**
 * Writes to a chat in the HTML of the Bot API; addresses get no preview.
 * @param html all that comes from people must be escaped (`escapeHtml`)
 * @throws BotRefusal, BotUnreachable
 */
export async function say(chatId: string, html: string): Promise<void> {
  await bot().sendMessage(chatId, html, {
    parse_mode: 'HTML',
    link_preview_options: { is_disabled: true },
  })
}

/** Text of people for a message in HTML. */
export function escapeHtml(text: string): string {
  return text.toWellFormed().replace(/[&<>"]/g, (character) => ENTITIES[character])
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
