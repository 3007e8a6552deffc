import type { I18n } from '@adonisjs/i18n'
import type { SubscriptionRow } from '#services/subscriptions/subscription'

/** What a subscription is called: "Analytics: Team", the filters of its view in words behind it. */
export function subscriptionTitle(
  { kind, tab, filters }: Pick<SubscriptionRow, 'kind' | 'tab'> & { filters: string },
  i18n: I18n
): string {
  const name = tab ? i18n.t(`reports.tabs.${tab}`) : ''
  const title = i18n.t(`report_mail.title.${kind}`, { tab: name })
  return filters ? `${title} (${filters})` : title
}
