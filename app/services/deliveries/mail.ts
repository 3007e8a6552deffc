import type { MailPicture } from '#mails/request_pictures'

/** A finished mail on its way out. */
export interface Mail {
  /** `<delivery-12@desk.example.com>`: the same at every try, so that a reader's program can tell a duplicate. */
  messageId: string
  to: { name: string; address: string }
  /** Null when answers are not read. */
  replyTo: { name: string; address: string } | null
  subject: string
  html: string
  text: string
  headers: Record<string, string>
  /** Shown in the HTML as `cid:…`. */
  pictures: MailPicture[]
}

export interface MailTransport {
  /**
   * Sends one mail.
   * @param mayEnd asked once everything but the final word has been handed over. Until it answers, the server has not
   *   taken the mail; from then on it may have
   */
  send(mail: Mail, mayEnd: () => Promise<void>): Promise<void>
  close(): void
}
