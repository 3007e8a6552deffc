import type { Message } from 'grammy/types'

/**
 * Takes a message in a private chat as the answer to a question that a button asked (a reason, an end time).
 * @returns false when it answers no question of ours: the message means something else
 */
export async function answerQuestion(_message: Message): Promise<boolean> {
  return false
}
