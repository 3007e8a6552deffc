import env from '#start/env'
import db from '@adonisjs/lucid/services/db'
import type User from '#models/user'
import { answerPress } from '#services/telegram/answer_press'
import { answerQuestion } from '#services/telegram/answer_question'
import { deliverTelegram } from '#services/telegram/deliver_telegram'
import { PACE } from '#services/telegram/pace'
import { BotApi, type ApiUser, type Shown } from '#tests/support/bot_api'

/** A desk with a bot in this process: a Bot API server, people linked to it, and the worker's turns made by hand. */
export class BotDesk {
  readonly api = new BotApi()
  readonly #pace = { ...PACE }

  /** @param group the chat that gets summaries */
  async start({ group }: { group?: number } = {}): Promise<void> {
    await this.api.start()
    env.set('TELEGRAM_BOT_TOKEN', this.api.token)
    env.set('TELEGRAM_API_ROOT', this.api.root)
    if (group) env.set('TELEGRAM_GROUP_CHAT_ID', String(group))
    Object.assign(PACE, { all: 0, chat: 0, group: 0 })
  }

  async stop(): Promise<void> {
    for (const name of ['BOT_TOKEN', 'API_ROOT', 'GROUP_CHAT_ID']) env.set(`TELEGRAM_${name}`, '')
    Object.assign(PACE, this.#pace)
    await this.api.stop()
  }

  /** Gives a person a Telegram account that is linked. */
  async link(user: User): Promise<ApiUser> {
    const account = this.api.person(7_000_000 + user.id, user.firstName, { hasStarted: true })
    await db
      .from('users')
      .where('id', user.id)
      .update({ telegram_chat_id: String(account.id), telegram_linked_at: new Date() })
    await user.refresh()
    return account
  }

  /** Lets the worker send and rewrite what is due. */
  async work(): Promise<Date | null> {
    return deliverTelegram()
  }

  /** Presses a button. @returns what the bot said to it */
  async press(from: ApiUser, message: Shown, text: string) {
    return this.#answered(this.api.press(from, message, text))
  }

  async pressData(from: ApiUser, message: Shown, data: string) {
    return this.#answered(this.api.pressData(from, message, data))
  }

  /** Answers a message by a reply. @returns false when the bot took it for something else */
  async reply(from: ApiUser, to: Shown, text: string): Promise<boolean> {
    const { message } = this.api.reply(from, to, text) as any
    return answerQuestion(message)
  }

  async #answered(id: string) {
    const update = this.api.updates.waiting.find((one: any) => one.callback_query?.id === id) as any
    await answerPress(update.callback_query)
    return this.api.answers.get(id)!
  }
}

/** The data behind a button that a message shows. */
export function dataOf(message: Shown, text: string): string {
  return message.buttons.flat().find((button) => button.text === text)!.callback_data!
}

/** The words on the buttons of a message. */
export function buttonsOf(message: Shown): string[] {
  return message.buttons.flat().map((button) => button.text)
}
