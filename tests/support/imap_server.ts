import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { ImapSession } from '#tests/support/imap_session'

export interface StoredMail {
  uid: number
  flags: Set<string>
  raw: Buffer
  date: Date
}

export interface Mailbox {
  uidNext: number
  mails: StoredMail[]
}

/** What goes wrong, until it is taken back. */
export interface Troubles {
  /** Connections are taken and nothing is ever said. */
  isMute?: boolean
  /** Answers nothing to these commands, such as "LOGIN" or "UID FETCH". */
  hangsAt?: string
  /** Refuses every sign-in with these words. */
  refusesLogin?: string
  /** Ends the connection after so many bytes of the next mail that is fetched. */
  dropsAfter?: number
  /** Ends the connection instead of answering this command. */
  dropsAt?: string
}

/** A real IMAP4rev1 server (RFC 3501) on loopback, with IDLE, MOVE, UIDPLUS, ID and NAMESPACE unless taken away. */
export class ImapServer {
  readonly boxes = new Map<string, Mailbox>([['INBOX', { uidNext: 1, mails: [] }]])
  capabilities = [
    'IMAP4rev1',
    'ID',
    'NAMESPACE',
    'UIDPLUS',
    'IDLE',
    'MOVE',
    'SASL-IR',
    'AUTH=PLAIN',
  ]
  user = 'desk'
  password = 'box "secret"'
  troubles: Troubles = {}
  /** Every command that was given, without what followed it. */
  readonly commands: string[] = []
  connections = 0
  #server: Server
  #sessions = new Set<{ session: ImapSession; socket: Socket }>()

  constructor() {
    this.#server = createServer((socket) => {
      this.connections += 1
      const session = new ImapSession(this, socket)
      const entry = { session, socket }
      this.#sessions.add(entry)
      socket.on('error', () => {})
      socket.on('close', () => this.#sessions.delete(entry))
    })
  }

  /** @returns the IMAP_URL */
  async start(port = 0): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(port, '127.0.0.1', resolve))
    return this.url
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  get url(): string {
    return `imap://${this.user}:${encodeURIComponent(this.password)}@127.0.0.1:${this.port}`
  }

  /** Puts a mail into the inbox and tells those who listen. */
  deliver(raw: Buffer | string): number {
    const inbox = this.boxes.get('INBOX')!
    const uid = inbox.uidNext
    inbox.uidNext += 1
    const bytes = typeof raw === 'string' ? Buffer.from(raw) : raw
    inbox.mails.push({ uid, flags: new Set(), raw: bytes, date: new Date() })
    for (const { session } of this.#sessions) session.tellOfNew('INBOX')
    return uid
  }

  mails(box = 'INBOX'): StoredMail[] {
    return this.boxes.get(box)?.mails ?? []
  }

  unseen(): number {
    return this.mails().filter(({ flags }) => !flags.has('\\Seen')).length
  }

  /** Clients that are there now, and those of them that listen. */
  get present(): number {
    return this.#sessions.size
  }

  get listening(): number {
    return [...this.#sessions].filter(({ session }) => session.isIdling).length
  }

  /** Ends all connections, and takes no more until it is started again on the same port. */
  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()))
    for (const { socket } of this.#sessions) socket.destroy()
    await closed
  }
}
