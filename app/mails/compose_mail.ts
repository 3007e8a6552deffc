import edge from 'edge.js'
import i18nManager from '@adonisjs/i18n/services/main'
import env from '#start/env'
import type Delivery from '#models/delivery'
import { accountLetter } from '#mails/account_letter'
import { ticketLetter } from '#mails/ticket_letter'
import { letterText } from '#mails/letter_text'
import type { Mail } from '#services/deliveries/mail'
import { mailHost, messageIdOf, threadIdOf } from '#services/deliveries/mail_addresses'
import type { Wanted } from '#services/deliveries/why_not_wanted'
import { timeWords } from '#services/words/time_words'

/**
 * Writes the mail of a delivery, in the reader's language and zone.
 * @returns null when there is nothing left to say (a token that can no longer be made)
 */
export async function composeMail(delivery: Delivery, wanted: Wanted): Promise<Mail | null> {
  const { reader } = wanted
  await reader.load('department')
  const zone = reader.timeZone ?? reader.department.timeZone ?? env.get('TIME_ZONE')
  const i18n = i18nManager.locale(reader.locale)
  const words = { i18n, zone, times: timeWords(zone, i18n) }
  const written =
    delivery.ticketId === null
      ? await accountLetter(delivery, wanted, words)
      : await ticketLetter(delivery, wanted, words)
  if (!written) return null
  const letter = {
    ...written,
    locale: reader.locale,
    organisation: env.get('ORGANISATION') ?? 'Countersign',
  }
  return {
    messageId: messageIdOf(delivery.id),
    to: { name: reader.fullName, address: letter.address ?? reader.email },
    subject: oneLine(letter.subject),
    html: await edge.render('emails/letter', { letter }),
    text: letterText(letter),
    headers: headersOf(delivery),
  }
}

function headersOf(delivery: Delivery): Record<string, string> {
  return {
    'List-Id': `<countersign.${mailHost}>`,
    'Auto-Submitted': 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
    ...(delivery.ticketId === null
      ? {}
      : {
          'References': threadIdOf(delivery.ticketId),
          'In-Reply-To': threadIdOf(delivery.ticketId),
          'X-Countersign-Ticket': String(delivery.ticketId),
        }),
  }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
