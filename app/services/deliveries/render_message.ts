import MailComposer from 'nodemailer/lib/mail-composer/index.js'
import { mailFrom } from '#services/deliveries/mail_addresses'
import type { Mail } from '#services/deliveries/mail'
import clock from '#services/clock'

/** The mail as it goes over the wire and into an .eml file (RFC 5322). */
export function renderMessage(mail: Mail): Promise<Buffer> {
  const composer = new MailComposer({
    from: mailFrom(),
    to: mail.to,
    replyTo: mail.replyTo ?? undefined,
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    messageId: mail.messageId,
    headers: mail.headers,
    attachments: mail.pictures.map(({ cid, name, jpeg, type }) => ({
      cid,
      filename: `${name.replace(/\.[^.]*$/, '')}.${type ? 'png' : 'jpg'}`,
      content: jpeg,
      contentType: type ?? 'image/jpeg',
      contentDisposition: 'inline' as const,
    })),
    date: clock.now().toJSDate(),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return composer.compile().build()
}
