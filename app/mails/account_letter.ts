import { appUrl } from '#config/app'
import db from '@adonisjs/lucid/services/db'
import type Delivery from '#models/delivery'
import { accountLink } from '#mails/account_link'
import { blankLetter, type Letter } from '#mails/letter'
import { exactly, type Words } from '#mails/words'
import type { Wanted } from '#services/deliveries/why_not_wanted'

/** The letter about an account. Its one-time link is made here, so that a token lies in no table and no queue. */
export async function accountLetter(
  delivery: Delivery,
  wanted: Wanted,
  words: Words
): Promise<Letter | null> {
  switch (delivery.kind) {
    case 'password_reset':
    case 'email_change':
      return linkLetter(delivery, wanted, words)
    case 'account_waiting':
      return waitingLetter(delivery, words)
    case 'account_approved':
      return outcomeLetter(delivery, wanted, words, `${appUrl}/login`)
    case 'account_declined':
      return outcomeLetter(delivery, wanted, words, null)
    case 'telegram_off':
      return outcomeLetter(delivery, wanted, words, `${appUrl}/me/telegram`)
    default:
      return null
  }
}

async function linkLetter({ kind }: Delivery, { reader }: Wanted, words: Words) {
  const link = await accountLink(kind as 'password_reset' | 'email_change', reader.id)
  if (!link) return null
  const { i18n } = words
  const { username } = reader
  const t = (part: string, values = {}) => i18n.t(`mail.account.${kind}.${part}`, values)
  return blankLetter({
    address: link.address,
    subject: t('subject'),
    preview: t('title'),
    pill: { text: t('pill'), tone: 'ready' },
    title: t('title'),
    paragraphs: [t('text', { username, until: exactly(words, link.until) })],
    button: { label: t('button'), href: link.href },
    buttonHint: t('otherwise'),
    why: i18n.t('mail.why.account'),
  })
}

/** For admins; null when the person was decided on meanwhile. */
async function waitingLetter(delivery: Delivery, { i18n }: Words): Promise<Letter | null> {
  const { userId } = delivery.details as { userId?: number }
  const person = await db
    .from('users as u')
    .join('departments as d', 'd.id', 'u.department_id')
    .where('u.id', userId ?? 0)
    .whereNull('u.approved_at')
    .whereNull('u.declined_at')
    .select('u.first_name', 'u.last_name', 'u.username', 'u.email', 'd.name as department')
    .first()
  if (!person) return null
  const { username, email, department } = person
  const name = `${person.first_name} ${person.last_name}`.trim() || username
  const t = (part: string, values = {}) => i18n.t(`mail.account.account_waiting.${part}`, values)
  return blankLetter({
    subject: i18n.t('notifications.kinds.account_waiting.subject', { actor: name }),
    preview: t('title', { name }),
    pill: { text: t('pill'), tone: 'wait' },
    title: t('title', { name }),
    paragraphs: [t('text', { name, username, email, department })],
    button: { label: t('button'), href: `${appUrl}/admin/users` },
    why: i18n.t('mail.why.account_waiting'),
  })
}

function outcomeLetter(
  { kind }: Delivery,
  { reader }: Wanted,
  { i18n }: Words,
  href: string | null
): Letter {
  const t = (part: string, values = {}) => i18n.t(`mail.account.${kind}.${part}`, values)
  return blankLetter({
    subject: i18n.t(`notifications.kinds.${kind}.subject`),
    preview: t('title'),
    pill: { text: t('pill'), tone: href ? 'done' : 'rest' },
    title: t('title'),
    paragraphs: [t('text', { username: reader.username })],
    button: href ? { label: t('button'), href } : null,
    why: i18n.t('mail.why.account'),
  })
}
