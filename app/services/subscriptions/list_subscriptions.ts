import type { I18n } from '@adonisjs/i18n'
import db from '@adonisjs/lucid/services/db'
import env from '#start/env'
import type User from '#models/user'
import clock from '#services/clock'
import { addressOfTab } from '#services/reports/report_addresses'
import { readSettings } from '#services/settings/read_settings'
import { filterWords } from '#services/subscriptions/filter_words'
import { nextSending } from '#services/subscriptions/next_sending'
import type { SubscriptionRow } from '#services/subscriptions/subscription'
import { subscriptionTitle } from '#services/subscriptions/subscription_title'

/** Days for which the page still says that a report ended for want of a right. */
const REMEMBERED = 30

/** The reports that a person gets by mail, and those that he may begin; in two queries. */
export async function listSubscriptions(person: User, i18n: I18n) {
  const found: SubscriptionRow[] = await db
    .from('report_subscriptions')
    .where('user_id', person.id)
    .where((any) =>
      any
        .whereNull('ended_at')
        .orWhere((lost) =>
          lost
            .where('ended_by', 'rights')
            .where('ended_at', '>', clock.now().minus({ days: REMEMBERED }).toJSDate())
        )
    )
    .orderBy('id')
  const filters = await filterWords(
    found.map((row) => row.filters),
    i18n
  )
  const { reportsAt } = await readSettings()
  const next = {
    daily: await nextSending('daily'),
    weekly: await nextSending('weekly'),
    monthly: await nextSending('monthly'),
  }
  const rows = found.map((row, at) => ({
    id: row.id,
    title: subscriptionTitle({ ...row, filters: filters[at] }, i18n),
    href: row.tab ? addressOfTab(row.tab, row.filters) : null,
    cadence: i18n.t(`subscriptions.cadence.${row.cadence}`),
    since: row.created_at,
    next: next[row.cadence],
    isOpen: row.ended_at === null,
  }))
  const isOffered = (kind: string) =>
    !found.some((row) => row.kind === kind && row.ended_at === null) &&
    (kind !== 'team_digest' || person.managesAnything)
  return {
    rows: rows.filter(({ isOpen }) => isOpen),
    lost: rows.filter(({ isOpen }) => !isOpen),
    offers: ['daily_report', 'team_digest'].filter(isOffered),
    sending: { at: reportsAt, zone: env.get('TIME_ZONE') },
  }
}
