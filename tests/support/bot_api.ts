import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  Chats,
  describeMessage,
  type ApiChat,
  type ApiUser,
  type Shown,
} from '#tests/support/telegram/chats'
import { answerCall } from '#tests/support/telegram/answer_call'
import { readCall, type CallBody } from '#tests/support/telegram/read_call'
import { ApiRefusal } from '#tests/support/telegram/refusal'
import { UpdateQueue, type ApiUpdate } from '#tests/support/telegram/update_queue'

export type { ApiChat, ApiUser, ApiUpdate, Shown }

/** One call, as it came and as it was answered. */
export interface Call extends CallBody {
  method: string
  status: number
  at: number
}

/**
 * A Bot API server on loopback that speaks the protocol of https://core.telegram.org/bots/api as far as the product uses
 * it, and plays the people who write to the bot. What a chat shows now is in `in(chat)`.
 */
export class BotApi {
  readonly token = '123456789:AAtestTOKENtestTOKENtestTOKENtest01'
  readonly bot: ApiUser & { username: string } = {
    id: 123456789,
    is_bot: true,
    first_name: 'Desk',
    username: 'countersign_test_bot',
  }
  readonly calls: Call[] = []
  readonly chats = new Chats(this.bot)
  readonly updates = new UpdateQueue()
  /** What the bot said to presses, by the id of the query: null until it is answered. */
  readonly answers = new Map<string, { text: string; isAlert: boolean } | null>()
  commands: { command: string; description: string }[] = []
  #server: Server | null = null
  #port = 0
  #held: ServerResponse[] = []
  #isHanging = false
  /** Until when (milliseconds) what is sent is answered 429. */
  limited: { until: number; chat?: number } | null = null
  #queries = 0

  /** @returns the TELEGRAM_API_ROOT */
  async start(port = this.#port): Promise<string> {
    const server = createServer((request, response) => void this.#serve(request, response))
    server.keepAliveTimeout = 60_000
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    this.#server = server
    this.#port = (server.address() as AddressInfo).port
    return this.root
  }

  get root(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  /** What a process needs to speak to this server. */
  get env() {
    return { TELEGRAM_BOT_TOKEN: this.token, TELEGRAM_API_ROOT: this.root }
  }

  async stop(): Promise<void> {
    this.goOn()
    this.updates.setWebhook(null, true)
    this.updates.hangUp()
    await this.down()
  }

  // --- Faults ------------------------------------------------------------------------------------------------------

  /** Refuses connections until `up`. */
  async down(): Promise<void> {
    const server = this.#server
    this.#server = null
    server?.closeAllConnections()
    if (server) await new Promise((resolve) => server.close(resolve))
  }

  async up(): Promise<void> {
    await this.start()
  }

  /** Takes calls and answers none until `goOn`. */
  hang(): void {
    this.#isHanging = true
  }

  goOn(): void {
    this.#isHanging = false
    for (const response of this.#held.splice(0)) response.destroy()
  }

  /** Answers 429 to what is sent (to one chat, or to all) for so many seconds; 0 ends it. */
  limit(seconds: number, chat?: ApiChat): void {
    this.limited = { until: Date.now() + seconds * 1000, chat: chat?.id }
  }

  /** A person blocks the bot: nothing can be sent to him, and the bot is told. */
  block(person: ApiUser): ApiUpdate {
    const why = new ApiRefusal(403, 'Forbidden: bot was blocked by the user')
    this.chats.closed.set(person.id, why)
    return this.#memberUpdate(person, 'kicked')
  }

  unblock(person: ApiUser): ApiUpdate {
    this.chats.closed.delete(person.id)
    return this.#memberUpdate(person, 'member')
  }

  /** The bot is thrown out of a group. */
  kick(group: ApiChat): void {
    const why = new ApiRefusal(403, 'Forbidden: bot was kicked from the supergroup chat')
    this.chats.closed.set(group.id, why)
  }

  /** A group becomes a supergroup with another number. */
  migrate(group: ApiChat, id: number): ApiChat {
    const why = 'Bad Request: group chat was upgraded to a supergroup chat'
    this.chats.closed.set(group.id, new ApiRefusal(400, why, { migrate_to_chat_id: id }))
    return this.chats.add({ ...group, id, type: 'supergroup' })
  }

  // --- People ------------------------------------------------------------------------------------------------------

  /** Somebody with a Telegram account. The bot may write to him from his first word on, or at once when he `hasStarted`. */
  person(id: number, name: string, { hasStarted = false } = {}): ApiUser {
    const person = { id, is_bot: false, first_name: name, username: `${name.toLowerCase()}_tg` }
    if (hasStarted) this.chatWith(person)
    return person
  }

  group(id: number, title: string): ApiChat {
    return this.chats.add({ id, type: 'supergroup', title })
  }

  /** The private chat of a person with the bot. */
  chatWith({ id, first_name: name, username }: ApiUser): ApiChat {
    return this.chats.add({ id, type: 'private', first_name: name, username })
  }

  /** What a chat shows now, oldest first. */
  in(chat: ApiChat | ApiUser | number): Shown[] {
    return this.chats.in(typeof chat === 'number' ? chat : chat.id)
  }

  /** The newest message of the bot in a chat. */
  last(chat: ApiChat | ApiUser): Shown | undefined {
    return this.in(chat).findLast(({ from }) => from.is_bot)
  }

  callsOf(method: string): Call[] {
    return this.calls.filter((call) => call.method === method)
  }

  /** A person writes, in his private chat unless said otherwise. */
  say(from: ApiUser, text: string, { chat, replyTo, ...rest }: SayOptions = {}): ApiUpdate {
    const place = chat ?? this.chatWith(from)
    const message = this.chats.keep({ chat: place, from, text, replyTo: replyTo ?? null })
    const described = { ...describeMessage(message), ...commandsIn(text), ...rest }
    // Privacy mode: in a group the bot sees commands and replies to its own messages only.
    if (place.type !== 'private' && !text.startsWith('/') && !replyTo?.from.is_bot) {
      return { update_id: 0 }
    }
    return this.updates.add({ message: described })
  }

  /** Answers a message by a reply. */
  reply(from: ApiUser, replyTo: Shown, text: string, options: SayOptions = {}): ApiUpdate {
    return this.say(from, text, { replyTo, chat: replyTo.chat, ...options })
  }

  /**
   * Presses a button that a message shows.
   * @returns the id of the query, for `answers`
   * @throws when the message has no such button (any more)
   */
  press(from: ApiUser, message: Shown, text: string): string {
    const button = message.buttons.flat().find((one) => one.text === text)
    if (!button?.callback_data) throw new Error(`There is no button "${text}" to press.`)
    return this.pressData(from, message, button.callback_data)
  }

  /** Sends a press with any data: a replay, a forgery, one from another chat. */
  pressData(from: ApiUser, message: Shown, data: string): string {
    this.#queries += 1
    const id = String(4_000_000_000 + this.#queries)
    this.answers.set(id, null)
    const described = describeMessage(message)
    this.updates.add({
      callback_query: { id, from, message: described, chat_instance: `${message.chat.id}`, data },
    })
    return id
  }

  // --- The protocol ------------------------------------------------------------------------------------------------

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, token, method] = /^\/bot([^/]+)\/(\w+)/.exec(request.url ?? '') ?? []
    const body = await readCall(request).catch(() => null)
    if (!body) return void response.destroy()
    const call: Call = { method: method ?? '', status: 0, at: Date.now(), ...body }
    this.calls.push(call)
    if (this.#isHanging) return void this.#held.push(response)
    if (method === 'getUpdates')
      response.on('close', () => response.writableEnded || this.updates.hangUp())
    let answer: Record<string, unknown>
    try {
      if (!token || !method) throw new ApiRefusal(404, 'Not Found')
      if (token !== this.token) throw new ApiRefusal(401, 'Unauthorized')
      answer = { ok: true, result: await answerCall(this, call) }
      call.status = 200
    } catch (error) {
      if (!(error instanceof ApiRefusal)) throw error
      const { code, description, parameters } = error
      answer = { ok: false, error_code: code, description, ...(parameters && { parameters }) }
      call.status = code
    }
    if (this.#isHanging) return void this.#held.push(response)
    response.writeHead(call.status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(answer))
  }

  #memberUpdate(from: ApiUser, status: 'kicked' | 'member'): ApiUpdate {
    const was = status === 'kicked' ? 'member' : 'kicked'
    const user = this.bot
    return this.updates.add({
      my_chat_member: {
        chat: this.chatWith(from),
        from,
        date: Math.floor(Date.now() / 1000),
        old_chat_member: { user, status: was },
        new_chat_member: { user, status },
      },
    })
  }
}

interface SayOptions {
  chat?: ApiChat
  replyTo?: Shown
  [field: string]: unknown
}

function commandsIn(text: string) {
  const command = /^\/\w+(@\w+)?/.exec(text)?.[0]
  return command ? { entities: [{ type: 'bot_command', offset: 0, length: command.length }] } : {}
}
