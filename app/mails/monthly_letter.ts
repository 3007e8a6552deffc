import { appUrl } from '#config/app'
import type Delivery from '#models/delivery'
import { blankLetter, type Letter } from '#mails/letter'
import type { Words } from '#mails/words'
import type { Wanted } from '#services/deliveries/why_not_wanted'
import { tableWords } from '#services/reports/table_words'
import { describeMonth } from '#services/reports/monthly/describe_month'
import { monthOf } from '#services/reports/monthly/month'
import { monthlyAddress } from '#services/reports/monthly/month_words'
import { openMonth } from '#services/reports/monthly/open_month'

/** What fits into a mail that is read on a phone. */
const ROOM = { rows: 8, columns: 4 }
/** The rest stands on the page. */
const TABLES = ['change', 'leaderboard', 'type', 'overdue-priority']

/** The letter of a monthly report, of what its reader may see when it is sent; null for a month that says nothing. */
export async function monthlyLetter(
  delivery: Delivery,
  { reader }: Wanted,
  { i18n }: Words
): Promise<Letter | null> {
  const { year, month } = delivery.details as { year: number; month: number }
  const opened = await openMonth(monthOf(year, month), reader, i18n)
  if (!opened) return null
  const { title, kpis, cards, insights, tables } = describeMonth(opened)
  const t = (key: string, values = {}) => i18n.t(`monthly.${key}`, values)
  const href = `${appUrl}${monthlyAddress({ year, month })}`
  const told = tables.filter(({ key, rows }) => TABLES.includes(key) && rows.length > 0)
  return blankLetter({
    subject: t('mail.subject', { title }),
    preview: kpis.map(({ label, value }) => `${label} ${value}`).join(', '),
    pill: { text: t('title'), tone: 'ready' },
    title: t('mail.title', { title }),
    about: t(opened.frozenAt ? 'lead.frozen' : 'lead.running', { zone: opened.month.zone }),
    figures: [
      ...kpis
        .filter(({ key }) => key !== 'output')
        .map(({ label, value, look, target }) => ({
          ...{ label, value, href },
          note: [look?.label, target].filter(Boolean).join(', '),
        })),
      ...cards.map(({ label, value, note }) => ({ label, value, href, note: note ?? '' })),
    ],
    paragraphs: insights
      .filter(({ said }) => said.length > 0)
      .map((list) => `${list.title}: ${list.said.join(' ')}`),
    tables: told.map((table) => {
      const { rows, left, ...said } = tableWords(table, opened.words, ROOM)
      const whole = rows.map((cells) =>
        cells.map((cell) => ({ text: cell.text, href: cell.href && `${appUrl}${cell.href}` }))
      )
      const rest = left > 0 ? t('note.left', { count: left }) : ''
      return { ...said, left, rows: whole, chart: null, rest }
    }),
    button: { label: t('mail.open'), href },
    why: t('mail.why'),
  })
}
