import env from '#start/env'
import { appUrl } from '#config/app'
import type { InsightWords } from '#services/reports/monthly/describe_insights'
import type { KpiWords } from '#services/reports/monthly/describe_kpis'
import { monthlyAddress } from '#services/reports/monthly/month_words'
import type { MonthlyContext } from '#services/reports/monthly/monthly_context'

interface Said {
  title: string
  cards: { label: string; value: string; note: string | null }[]
  kpis: KpiWords[]
  insights: InsightWords[]
}

/** A monthly report as plain lines, to be pasted into a chat. */
export function chatText({ title, kpis, cards, insights }: Said, context: MonthlyContext): string {
  const { i18n, month } = context
  const organisation = env.get('ORGANISATION') ?? 'Countersign'
  return [
    i18n.t('monthly.chat.head', { organisation, title, zone: month.zone }),
    cards.map(({ label, value }) => `${label} ${value}`).join(', '),
    ...cards.flatMap(({ note }) => note ?? []),
    '',
    ...kpis.map(({ label, value, look }) => `${label}: ${value}${look ? ` (${look.label})` : ''}`),
    ...insights
      .filter(({ said }) => said.length > 0)
      .flatMap((list) => ['', `${list.title}:`, ...list.said.map((line) => `- ${line}`)]),
    '',
    `${appUrl}${monthlyAddress(month)}`,
  ].join('\n')
}
