import { isIP } from 'node:net'
import { ImapFlow } from 'imapflow'
import { MOST_MAIL_BYTES } from '#services/inbound/handle_mail'

/** Milliseconds. A server that says nothing for so long is given up. */
export const PATIENCE = { connection: 15_000, greeting: 10_000, socket: 30_000 }

/**
 * A client for the mailbox of IMAP_URL, not connected yet. `imaps` speaks TLS from the start; `imap` has to offer STARTTLS,
 * except on this machine and when the address ends in "?tls=none": a password never goes in clear unasked.
 */
export function mailboxClient(address: string): ImapFlow {
  const url = new URL(address)
  const secure = url.protocol === 'imaps:'
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const mayBePlain = isLoopback(host) || url.searchParams.get('tls') === 'none'
  const client = new ImapFlow({
    host,
    port: Number(url.port) || (secure ? 993 : 143),
    secure,
    doSTARTTLS: secure || mayBePlain ? undefined : true,
    auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    clientInfo: { name: 'Countersign' },
    logger: false,
    disableAutoIdle: true,
    disableCompression: true,
    connectionTimeout: PATIENCE.connection,
    greetingTimeout: PATIENCE.greeting,
    socketTimeout: PATIENCE.socket,
    maxLineLength: 1024 * 1024,
    maxLiteralSize: MOST_MAIL_BYTES + 1024,
    maxResponseSize: MOST_MAIL_BYTES + 2 * 1024 * 1024,
  })
  // What was under way fails by itself; nothing of it may end the process.
  client.on('error', () => {})
  return client
}

export const GONE = 'The mail server closed the connection.'
const SILENT = 'The mail server did not answer.'

/** What the client says of a connection that ended under its hands. */
const CLOSED = new Set(['NoConnection', 'EConnectionClosed', 'StateLogout'])

/** What a mail server said, or why it was not reached: one line without secrets. */
export function mailboxTrouble(error: unknown): string {
  const { message, responseText, code } = error as {
    message?: string
    responseText?: string
    code?: string
  }
  if (code && CLOSED.has(code)) return GONE
  if (code === 'ETIMEOUT') return SILENT
  const said = responseText || message || String(error)
  const text = code && /^E[A-Z]+$/.test(code) && !said.includes(code) ? `${said} (${code})` : said
  return text
    .replace(/\s+/g, ' ')
    .replace(/\b\w+:\/\/\S+@\S+/g, '…')
    .slice(0, 300)
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}
