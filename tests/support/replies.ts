import { randomBytes } from 'node:crypto'
import MailComposer from 'nodemailer/lib/mail-composer/index.js'
import type User from '#models/user'
import { replyAddress } from '#services/inbound/reply_address'

export interface ReplyForm {
  from?: string
  to?: string
  subject?: string
  text?: string
  html?: string
  messageId?: string
  headers?: Record<string, string>
  attachments?: {
    filename?: string
    content: Buffer | string
    contentType?: string
    cid?: string
  }[]
}

/** A person's answer to a mail about a ticket, as a mail program writes it. */
export async function replyTo(
  ticket: { id: number },
  by: User,
  form: ReplyForm & { commentId?: number } = {}
): Promise<Buffer> {
  const { commentId = null, ...rest } = form
  const to = replyAddress({ ticketId: ticket.id, userId: by.id, commentId })!
  return makeMail({ from: `${by.fullName} <${by.email}>`, to, ...rest })
}

export function makeMail(form: ReplyForm): Promise<Buffer> {
  const composer = new MailComposer({
    subject: 'Re: A banner for payday',
    text: form.html ? undefined : 'Looks good to me.',
    messageId: `<${randomBytes(8).toString('hex')}@mail.test>`,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...form,
  })
  return composer.compile().build()
}
