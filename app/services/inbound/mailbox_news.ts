import { setTimeout as sleep } from 'node:timers/promises'
import type { ImapFlow } from 'imapflow'
import { GONE, PATIENCE } from '#services/inbound/open_mailbox'

/** What the server says by itself: that there are new mails, or that it is gone. */
export class MailboxNews {
  #isFresh = false
  #wake = () => {}
  #isClosed = false

  constructor(private readonly client: ImapFlow) {
    client.on('exists', () => this.#note())
    client.on('close', () => {
      this.#isClosed = true
      this.#wake()
    })
  }

  forget() {
    this.#isFresh = false
  }

  /**
   * Listens until a mail comes, or it is time to go.
   * @returns true when there may be new mails
   * @throws when the server is gone
   */
  async come(end: number, signal: AbortSignal): Promise<boolean> {
    const woken = new Promise<void>((resolve) => (this.#wake = resolve))
    if (!this.#isFresh && !this.#isClosed) {
      const timer = new AbortController()
      const { signal: over } = timer
      // Whatever ends it, the mailbox is looked at again; a server that takes no IDLE after all is not asked in a circle.
      const idle = this.client.idle().catch(() => false as const)
      const broken = idle.then((answer) =>
        answer === false ? sleepUntil(endOfPause(), over) : null
      )
      await Promise.race([woken, sleepUntil(end, over), broken])
      timer.abort()
    }
    if (signal.aborted) return false
    if (this.#isClosed) throw new Error(GONE)
    return this.#isFresh || performance.now() < end
  }

  #note() {
    this.#isFresh = true
    this.#wake()
  }
}

const endOfPause = () => performance.now() + PATIENCE.socket

async function sleepUntil(end: number, signal: AbortSignal) {
  await sleep(Math.max(0, end - performance.now()), undefined, { signal }).catch(() => {})
}
