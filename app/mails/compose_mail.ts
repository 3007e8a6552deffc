import edge from 'edge.js'
import env from '#start/env'
import type Delivery from '#models/delivery'
import type User from '#models/user'
import { accountLetter } from '#mails/account_letter'
import { digestLetter } from '#mails/digest_letter'
import { joinedLetter } from '#mails/joined_letter'
import type { Letter } from '#mails/letter'
import { ticketLetter } from '#mails/ticket_letter'
import { letterText } from '#mails/letter_text'
import { REPORT_KINDS, reportLetter } from '#mails/report_letter'
import { monthlyLetter } from '#mails/monthly_letter'
import { replyParts } from '#mails/reply_parts'
import type { Mail } from '#services/deliveries/mail'
import { MONTHLY_KIND } from '#services/reports/monthly/send_month'
import { mailHost, messageIdOf, threadIdOf } from '#services/deliveries/mail_addresses'
import type { Part } from '#services/deliveries/sort_wanted'
import type { Wanted } from '#services/deliveries/why_not_wanted'
import { wordsOf } from '#services/words/words_of'

/**
 * Writes the mail of a delivery, in the reader's language and zone.
 * @returns null when there is nothing left to say (a token that can no longer be made)
 */
export async function composeMail(delivery: Delivery, wanted: Wanted): Promise<Mail | null> {
  const words = wordsOf(wanted.reader)
  const written = await writerOf(delivery)(delivery, wanted, words)
  if (!written) return null
  const letter = { ...written, ...(await replyParts([delivery], wanted, words)) }
  return finish(letter, wanted.reader, messageIdOf(delivery.id), headersOf(delivery.ticketId))
}

function writerOf({ kind, ticketId }: Delivery) {
  if (ticketId !== null) return ticketLetter
  if (kind === MONTHLY_KIND) return monthlyLetter
  return REPORT_KINDS.includes(kind) ? reportLetter : accountLetter
}

/**
 * Writes one mail about several things: what happened on one ticket within a minute, a person's whole day, or what one act
 * did to several tickets.
 * @param parts what goes along with the delivery that leads
 */
export async function composeNews(
  delivery: Delivery,
  { reader, ticket }: Wanted,
  parts: Part[],
  kind: 'ticket' | 'digest' | 'several'
): Promise<Mail> {
  const words = wordsOf(reader)
  const isOfSeveral = kind !== 'ticket'
  const all = [{ delivery, ticket: ticket! }, ...parts]
  const written = isOfSeveral
    ? await digestLetter(all, words, kind)
    : await joinedLetter(delivery, all, words)
  const answered = isOfSeveral ? [] : all.map((part) => part.delivery)
  const last = Math.max(...all.map((part) => part.delivery.id))
  return finish(
    {
      ...written,
      ...(await replyParts(answered, { reader, ticket: isOfSeveral ? null : ticket }, words)),
    },
    reader,
    messageIdOf(delivery.id, last),
    headersOf(isOfSeveral ? null : delivery.ticketId)
  )
}

async function finish(
  written: Letter,
  reader: User,
  messageId: string,
  headers: Record<string, string>
): Promise<Mail> {
  const letter = {
    ...written,
    locale: reader.locale,
    organisation: env.get('ORGANISATION') ?? 'Countersign',
  }
  return {
    messageId,
    to: { name: reader.fullName, address: letter.address ?? reader.email },
    replyTo: letter.replyTo ? { name: letter.organisation, address: letter.replyTo } : null,
    subject: oneLine(letter.subject),
    html: await edge.render('emails/letter', { letter }),
    text: letterText(letter),
    headers: { ...headers, ...leavingHeaders(letter) },
    pictures: [
      ...letter.pictures,
      ...letter.tables.flatMap(({ chart }) => (chart ? [chart.picture] : [])),
    ],
  }
}

/** What a mail program's own "unsubscribe" opens, or presses (RFC 2369, RFC 8058). */
function leavingHeaders({ settings }: Letter): Record<string, string> {
  if (!settings) return {}
  const leaving = { 'List-Unsubscribe': `<${settings.href}>` }
  if (!settings.isOneClick) return leaving
  return { ...leaving, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
}

function headersOf(ticketId: number | null): Record<string, string> {
  return {
    'List-Id': `<countersign.${mailHost}>`,
    'Auto-Submitted': 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
    ...(ticketId === null
      ? {}
      : {
          'References': threadIdOf(ticketId),
          'In-Reply-To': threadIdOf(ticketId),
          'X-Countersign-Ticket': String(ticketId),
        }),
  }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
