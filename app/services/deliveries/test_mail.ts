import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import edge from 'edge.js'
import { createTransport } from 'nodemailer'
import SMTPTransport from 'nodemailer/lib/smtp-transport/index.js'
import i18nManager from '@adonisjs/i18n/services/main'
import { appUrl } from '#config/app'
import env from '#start/env'
import type User from '#models/user'
import { blankLetter } from '#mails/letter'
import { letterText } from '#mails/letter_text'
import { failureText } from '#services/deliveries/judge_failure'
import { mailFromAddress, mailHost } from '#services/deliveries/mail_addresses'
import { renderMessage } from '#services/deliveries/render_message'
import type { TestAnswer } from '#services/deliveries/test_channel'

/** Milliseconds until the answer is no longer waited for, and until a single part of the talk is given up. */
const PATIENCE = 15_000
const PART = 10_000

/**
 * Mails a few words to a person through SMTP_URL, past the outbox.
 * @returns what the server said to the message, or why it did not take it; never the password of SMTP_URL
 */
export async function testMail(person: User): Promise<TestAnswer> {
  const i18n = i18nManager.locale(person.locale)
  const url = env.get('SMTP_URL')
  if (!url) return { ok: false, answer: i18n.t('deliveries.test.no_server') }
  const message = await write(person)
  const parts = { dnsTimeout: PART, connectionTimeout: PART, greetingTimeout: PART }
  const transport = createTransport(
    new SMTPTransport({
      ...parts,
      url,
      socketTimeout: PART,
      disableFileAccess: true,
      disableUrlAccess: true,
    } as SMTPTransport.Options)
  )
  const over = new AbortController()
  const tooSlow = sleep(PATIENCE, undefined, { signal: over.signal }).then(() => {
    throw new Error(i18n.t('deliveries.test.no_answer'))
  })
  try {
    const envelope = { from: mailFromAddress(), to: [person.email] }
    const taken = await Promise.race([transport.sendMail({ envelope, raw: message }), tooSlow])
    return { ok: true, answer: taken!.response }
  } catch (error) {
    return { ok: false, answer: failureText(error) }
  } finally {
    over.abort()
    tooSlow.catch(() => {})
    transport.close()
  }
}

async function write(person: User): Promise<Buffer> {
  const i18n = i18nManager.locale(person.locale)
  const t = (part: string, values = {}) => i18n.t(`deliveries.test.mail.${part}`, values)
  const organisation = env.get('ORGANISATION') ?? 'Countersign'
  const letter = {
    ...blankLetter({
      subject: t('subject', { organisation }),
      pill: { text: t('pill'), tone: 'done' },
      title: t('title'),
      paragraphs: [t('text', { address: appUrl })],
      why: t('why'),
    }),
    organisation,
  }
  return renderMessage({
    messageId: `<test-${randomUUID()}@${mailHost}>`,
    to: { name: person.fullName, address: person.email },
    replyTo: null,
    subject: letter.subject,
    html: await edge.render('emails/letter', { letter }),
    text: letterText(letter),
    headers: { 'Auto-Submitted': 'auto-generated' },
    pictures: [],
  })
}
