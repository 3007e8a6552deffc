import { appUrl } from '#config/app'
import db from '@adonisjs/lucid/services/db'
import type Delivery from '#models/delivery'
import type User from '#models/user'
import { blankLetter, type Letter, type TableOfLetter } from '#mails/letter'
import { reportTables } from '#mails/report_tables'
import type { Words } from '#mails/words'
import { rangeWords } from '#services/reports/range_words'
import { endAddress } from '#services/subscriptions/end_address'
import { endForRights } from '#services/subscriptions/end_for_rights'
import { filterWords } from '#services/subscriptions/filter_words'
import { lostRight } from '#services/subscriptions/lost_right'
import { openReport, type ReportCard } from '#services/subscriptions/open_report'
import { scopeOf, type SubscriptionRow } from '#services/subscriptions/subscription'
import { subscriptionTitle } from '#services/subscriptions/subscription_title'
import type { Wanted } from '#services/deliveries/why_not_wanted'

/** Deliveries that are reports somebody subscribed to. */
export const REPORT_KINDS: readonly string[] = ['report', 'daily_report', 'team_digest']

/**
 * The letter of a subscribed report, counted when it is sent. For somebody who may see less than when he subscribed it
 * ends the subscription and says so.
 * @returns null when it was ended meanwhile
 */
export async function reportLetter(
  delivery: Delivery,
  { reader }: Wanted,
  words: Words
): Promise<Letter | null> {
  const { subscription, day } = delivery.details as { subscription: number; day: string }
  const row: SubscriptionRow | null = await db
    .from('report_subscriptions')
    .where({ id: subscription, user_id: reader.id })
    .first()
  const isFarewell = row?.ended_by === 'rights' && Number(row.ended_for) === Number(delivery.id)
  if (!row || (row.ended_at && !isFarewell)) return null
  const [filters] = await filterWords([row.filters], words.i18n)
  const title = subscriptionTitle({ ...row, filters }, words.i18n)
  if (isFarewell || lostRight(row, reader)) {
    if (!isFarewell) await endForRights(row, delivery.id)
    return farewell(row, title, words)
  }
  return written(row, title, reader, day, filters, words)
}

function farewell(row: SubscriptionRow, title: string, { i18n }: Words): Letter {
  const t = (key: string, values = {}) => i18n.t(`report_mail.ended.${key}`, values)
  const cadence = i18n.t(`subscriptions.cadence.${row.cadence}`)
  return blankLetter({
    subject: t('subject', { title }),
    preview: t('title'),
    pill: { text: t('pill'), tone: 'rest' },
    title: t('title'),
    paragraphs: [t('text', { title, cadence }), t('again')],
    button: { label: t('button'), href: `${appUrl}/me/subscriptions` },
    why: t('why'),
  })
}

async function written(
  row: SubscriptionRow,
  title: string,
  reader: User,
  day: string,
  filters: string,
  { i18n }: Words
): Promise<Letter> {
  const t = (key: string, values = {}) => i18n.t(`report_mail.${key}`, values)
  const opened = await openReport(row, reader, day, i18n)
  const { range, before } = opened
  const said = rangeWords(range, i18n)
  const tables = await reportTables(opened)
  const kind = row.kind === 'view' ? 'report' : row.kind
  const about = [
    t('days', { range: said, zone: range.zone }),
    i18n.t(`reports.scope.${scopeOf(reader)}`),
    filters && t('filters', { filters }),
    before && t('compared', { range: rangeWords(before, i18n) }),
  ]
  return blankLetter({
    subject: t(`subject.${kind}`, { title, range: said }),
    preview: previewOf(opened.cards, tables),
    pill: { text: t(`pill.${row.cadence}`), tone: 'ready' },
    title,
    about: about.filter(Boolean).join(' '),
    figures: opened.cards.map(({ label, value, change, note, href }) => ({
      label,
      value,
      note: change?.text ?? note ?? '',
      href: `${appUrl}${href}`,
    })),
    tables,
    button: { label: t('open'), href: `${appUrl}${opened.href}` },
    why: t(`why.${kind}`, { cadence: i18n.t(`subscriptions.cadence.${row.cadence}`) }),
    settings: { label: t('end'), href: endAddress(row.id), isOneClick: true },
  })
}

/** The first figures, beside the subject in the list of mails. */
function previewOf(cards: ReportCard[], [first]: TableOfLetter[]): string {
  const rows = first?.rows.map(([label, cell]) => ({ label: label.text, value: cell?.text ?? '' }))
  return [...cards, ...(rows ?? [])]
    .slice(0, 3)
    .map(({ label, value }) => `${label} ${value}`)
    .join(', ')
}
