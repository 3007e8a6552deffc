import { mailFromAddress, mailHost } from '#services/deliveries/mail_addresses'
import type { MailHead } from '#services/inbound/read_head'
import env from '#start/env'

export type Machine = 'loop' | 'bounce' | 'automatic'

/** Beginnings of the subjects that machines write; a person's answer begins with "Re:" or the like. */
const SUBJECTS =
  /^\W{0,3}(auto(matic|matische|matisch)?[- ]?(re(ply|sponse|sponder)|antwort)\b|out of (the )?office|abwesen(d|heit)|réponse automatique|respuesta automática|risposta automatica|undeliver(ed|able)|returned mail|mail delivery|delivery (status|failure|has failed)|failure notice)/i

/**
 * Tells mails that no person wrote from those that one may have: our own mails that came back, bounces (RFC 3464), automatic
 * answers (RFC 3834) and mailing lists. None of them may ever become a comment, because a comment makes mails.
 * @returns null for a mail that a person may have written
 */
export function recogniseMachine(head: MailHead, from: string | null): Machine | null {
  if (isOurs(head, from)) return 'loop'
  if (isBounce(head, from)) return 'bounce'
  return isAutomatic(head) ? 'automatic' : null
}

function isOurs(head: MailHead, from: string | null): boolean {
  const id = head.first('message-id')
  return (
    (/^<?(delivery|ticket)-[\d-]+@/.test(id) && id.replace(/>.*$/s, '').endsWith(`@${mailHost}`)) ||
    head.names().some((name) => name.startsWith('x-countersign')) ||
    (from !== null &&
      [mailFromAddress(), env.get('MAIL_REPLY_TO') ?? ''].some((own) => own.toLowerCase() === from))
  )
}

function isBounce(head: MailHead, from: string | null): boolean {
  const names = /^(mailer-daemon|postmaster|bounces?|no-?reply)([+@]|$)/i
  return (
    head.all('return-path').some((path) => /^<\s*>$/.test(path)) ||
    /multipart\/report/i.test(head.first('content-type')) ||
    (from !== null && names.test(from)) ||
    head.has('x-failed-recipients')
  )
}

function isAutomatic(head: MailHead): boolean {
  return (
    head.all('auto-submitted').some((value) => !/^no\b/i.test(value)) ||
    head.all('precedence').some((value) => /^(bulk|list|junk|auto_reply)/i.test(value)) ||
    [
      'x-auto-response-suppress',
      'list-id',
      'list-unsubscribe',
      'x-autoreply',
      'x-autorespond',
      'x-autoresponder',
      'feedback-id',
    ].some((name) => head.has(name)) ||
    SUBJECTS.test(head.first('subject'))
  )
}
