import { Readable } from 'node:stream'
import { createTransport } from 'nodemailer'
import SMTPPool from 'nodemailer/lib/smtp-pool/index.js'
import type { MailTransport } from '#services/deliveries/mail'
import { mailFromAddress } from '#services/deliveries/mail_addresses'
import { renderMessage } from '#services/deliveries/render_message'

/** Milliseconds. Together they stay below the lease of a delivery. */
const PATIENCE = { dns: 5000, connection: 8000, greeting: 8000, socket: 50_000 }

/**
 * Mails through SMTP_URL, several connections at once, each used again.
 * @throws nodemailer's errors, see judge_failure.ts
 */
export function smtpTransport(url: string, connections: number): MailTransport {
  // Given to createTransport itself, an address would put all other options aside.
  const pool = new SMTPPool({
    url,
    maxConnections: connections,
    maxMessages: 100,
    // The outbox tries again; a message whose stream is read cannot be sent from here a second time.
    maxRequeues: 0,
    dnsTimeout: PATIENCE.dns,
    connectionTimeout: PATIENCE.connection,
    greetingTimeout: PATIENCE.greeting,
    socketTimeout: PATIENCE.socket,
    disableFileAccess: true,
    disableUrlAccess: true,
  } as object as SMTPPool.Options)
  const transport = createTransport(pool)
  return {
    async send(mail, mayEnd) {
      const message = await renderMessage(mail)
      await transport.sendMail({
        envelope: { from: mailFromAddress(), to: [mail.to.address] },
        raw: Readable.from(heldBack(message, mayEnd)) as unknown as string,
      })
    },
    close: () => transport.close(),
  }
}

/** The whole message; its end, at which the server takes it, only when allowed. */
async function* heldBack(message: Buffer, mayEnd: () => Promise<void>) {
  yield message
  await mayEnd()
}
