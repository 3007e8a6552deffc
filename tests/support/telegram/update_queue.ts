import { ApiRefusal } from '#tests/support/telegram/refusal'

export interface ApiUpdate {
  update_id: number
  [kind: string]: any
}

/** How the real server says that two are asking. */
const OTHER_ASKS =
  'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running'
const WEBHOOK_IS_SET =
  "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"

interface Poll {
  answer: (updates: ApiUpdate[]) => void
  refuse: (error: ApiRefusal) => void
  limit: number
}

/** What waits for the bot, handed out by long polling or to its webhook; kept until it is confirmed. */
export class UpdateQueue {
  waiting: ApiUpdate[] = []
  webhook: { url: string; secret: string } | null = null
  lastError: string | null = null
  /** Long polls that were open at one time: more than one is a conflict. */
  conflicts = 0
  #poll: Poll | null = null
  #allowed: string[] = []
  #next = 700_001
  #isPosting = false

  /** Hands a new update to the bot, unless it asked for other kinds only. */
  add(update: Record<string, unknown>): ApiUpdate {
    const kept: ApiUpdate = { update_id: this.#next, ...update }
    this.#next = Math.max(this.#next, Number(kept.update_id) || 0) + 1
    const kind = Object.keys(update).find((key) => key !== 'update_id') ?? ''
    if (this.#allowed.length > 0 && KINDS.includes(kind) && !this.#allowed.includes(kind))
      return kept
    this.repeat(kept)
    return kept
  }

  /** Hands an update over that the bot may have had before. */
  repeat(update: ApiUpdate): void {
    this.waiting.push(update)
    this.#handOut()
    void this.#post()
  }

  get(params: Record<string, any>): Promise<ApiUpdate[]> {
    if (this.webhook) throw new ApiRefusal(409, WEBHOOK_IS_SET)
    this.allow(params.allowed_updates)
    const offset = Number(params.offset ?? 0)
    if (offset > 0) this.waiting = this.waiting.filter(({ update_id: id }) => id >= offset)
    if (offset < 0) this.waiting = this.waiting.slice(offset)
    if (this.#poll) this.conflicts += 1
    this.#poll?.refuse(new ApiRefusal(409, OTHER_ASKS))
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#handOut(true), Number(params.timeout ?? 0) * 1000)
      const done = () => {
        clearTimeout(timer)
        this.#poll = null
      }
      this.#poll = {
        limit: Math.min(Math.max(Number(params.limit ?? 100), 1), 100),
        answer: (updates) => (done(), resolve(updates)),
        refuse: (error) => (done(), reject(error)),
      }
      this.#handOut()
    })
  }

  /** The client that waits has gone. */
  hangUp(): void {
    this.#poll?.answer([])
  }

  get isAsked(): boolean {
    return this.#poll !== null
  }

  allow(kinds: unknown): void {
    if (kinds !== undefined) this.#allowed = typeof kinds === 'string' ? JSON.parse(kinds) : kinds
  }

  setWebhook(webhook: { url: string; secret: string } | null, dropsWaiting: boolean): void {
    if (dropsWaiting) this.waiting = []
    this.webhook = webhook
    if (webhook)
      this.#poll?.refuse(new ApiRefusal(409, 'Conflict: terminated by setWebhook request'))
    void this.#post()
  }

  #handOut(isLate = false): void {
    if (this.#poll && (isLate || this.waiting.length > 0)) {
      this.#poll.answer(this.waiting.slice(0, this.#poll.limit))
    }
  }

  /** Posts one after the other, and again until each is taken. */
  async #post(): Promise<void> {
    if (this.#isPosting) return
    this.#isPosting = true
    while (this.webhook && this.waiting.length > 0) {
      const [update] = this.waiting
      const status = await post(this.webhook, update)
      this.lastError = status < 300 ? null : `Wrong response from the webhook: ${status}`
      if (status < 300) this.waiting = this.waiting.filter((one) => one !== update)
      else await new Promise((resolve) => setTimeout(resolve, 50))
    }
    this.#isPosting = false
  }
}

const KINDS = ['message', 'edited_message', 'callback_query', 'my_chat_member', 'channel_post']

async function post(webhook: { url: string; secret: string }, update: ApiUpdate): Promise<number> {
  try {
    const answer = await fetch(webhook.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-telegram-bot-api-secret-token': webhook.secret,
      },
      body: JSON.stringify(update),
      redirect: 'manual',
    })
    await answer.body?.cancel()
    return answer.status
  } catch {
    return 599
  }
}
