import type { CallbackQuery } from 'grammy/types'

/**
 * A button of a card was pressed. Makes the move as the person linked to `query.from.id`, or refuses politely; the press
 * is always answered. Never throws for what the press holds.
 */
export async function answerPress(_query: CallbackQuery): Promise<void> {}
