import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import env from '#start/env'
import type { MailTransport } from '#services/deliveries/mail'
import { renderMessage } from '#services/deliveries/render_message'

/** Where mails lie as files while there is no SMTP_URL. */
export const mailDirectory = () => join(env.get('DATA_DIR'), 'mail')

/** Writes each mail as <number of the delivery>.eml, for a desk without a mail server. */
export function fileTransport(): MailTransport {
  return {
    async send(mail, mayEnd) {
      const message = await renderMessage(mail)
      await mayEnd()
      await mkdir(mailDirectory(), { recursive: true, mode: 0o700 })
      const path = join(mailDirectory(), fileNameOf(mail.messageId))
      await writeFile(`${path}.new`, message, { mode: 0o600 })
      await rename(`${path}.new`, path)
    },
    close() {},
  }
}

function fileNameOf(messageId: string): string {
  return `${/^<delivery-(\d+)[-@]/.exec(messageId)![1]}.eml`
}
