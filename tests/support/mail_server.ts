import type { AddressInfo } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

export interface ReceivedMail {
  to: string[]
  email: Email
}

/** What the server says to a recipient or a message: nothing to take it, else an SMTP code. */
export type Verdict = (mail: { to: string; tries: number }) => number | undefined | void

/** A real SMTP server on loopback that keeps what it takes. */
export class MailServer {
  readonly received: ReceivedMail[] = []
  /** Asked for each recipient. */
  verdict: Verdict = () => {}
  /** Milliseconds before a message is taken. */
  slowness = 0
  /** Most messages that were being handed over at one time. */
  mostAtOnce = 0
  #tries = new Map<string, number>()
  #now = 0
  #server: SMTPServer

  constructor() {
    this.#server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      onRcptTo: (address, _session, done) => {
        const to = address.address
        this.#tries.set(to, this.triesFor(to) + 1)
        const code = this.verdict({ to, tries: this.triesFor(to) })
        done(code ? Object.assign(new Error(`said ${code}`), { responseCode: code }) : undefined)
      },
      onData: async (stream, session, done) => {
        this.#now += 1
        this.mostAtOnce = Math.max(this.mostAtOnce, this.#now)
        try {
          const chunks: Buffer[] = []
          for await (const chunk of stream) chunks.push(chunk)
          await new Promise((resolve) => setTimeout(resolve, this.slowness))
          const email = await PostalMime.parse(Buffer.concat(chunks))
          this.received.push({ to: session.envelope.rcptTo.map((one) => one.address), email })
          done()
        } catch (error) {
          // The sender was killed before its last word: nothing was taken.
          done(error as Error)
        } finally {
          this.#now -= 1
        }
      },
    })
    this.#server.on('error', () => {})
  }

  /** @returns the SMTP_URL */
  async start(port = 0): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(port, '127.0.0.1', resolve))
    return `smtp://127.0.0.1:${this.port}`
  }

  get port(): number {
    return (this.#server.server.address() as AddressInfo).port
  }

  triesFor(to: string): number {
    return this.#tries.get(to) ?? 0
  }

  mailsTo(to: string): Email[] {
    return this.received.filter((mail) => mail.to.includes(to)).map((mail) => mail.email)
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.close(resolve))
  }
}
