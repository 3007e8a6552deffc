import env from '#start/env'
import { appUrl } from '#config/app'

/** The host that message ids and the list id name. */
export const mailHost = new URL(appUrl).hostname

/** The sender, as MAIL_FROM says: `Desk <desk@example.com>` or the bare address. */
export function mailFrom(): string {
  return env.get('MAIL_FROM') ?? `no-reply@${mailHost}`
}

/** The bare address of the sender, for the envelope. */
export function mailFromAddress(): string {
  return /<([^<>]+)>/.exec(mailFrom())?.[1] ?? mailFrom()
}

/** The id of a mail. One that others joined names the last of them too: with other contents it is another mail. */
export const messageIdOf = (deliveryId: number, lastId = deliveryId) =>
  `<delivery-${deliveryId}${lastId === deliveryId ? '' : `-${lastId}`}@${mailHost}>`

/** All mails about a ticket refer to this one, which is never sent: mail programs show them as one conversation. */
export const threadIdOf = (ticketId: number) => `<ticket-${ticketId}@${mailHost}>`
