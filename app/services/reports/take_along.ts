import type { HttpContext } from '@adonisjs/core/http'
import type { I18n } from '@adonisjs/i18n'
import env from '#start/env'
import type { ReportContext } from '#services/reports/answer_report'
import { chatText, type ChatParts } from '#services/reports/chat_text'
import type { describeReport } from '#services/reports/describe_report'
import { readSettings } from '#services/settings/read_settings'
import { CADENCES, FILTERS } from '#services/subscriptions/subscription'

type Described = Awaited<ReturnType<typeof describeReport>>

/**
 * What a page of the analytics offers to take along: its text for a chat, and to get it by mail. Without scripts their
 * dialogs open with the page (`?dialog=chat`).
 */
export async function takeAlong(
  { request }: Pick<HttpContext, 'request'>,
  report: Described,
  data: Pick<ChatParts, 'cards' | 'tables'>,
  { question, words, i18n, zone }: ReportContext
) {
  const tab = i18n.t(`reports.tabs.${report.tab}`)
  const title = i18n.t('report_mail.title.view', { tab })
  const names = filterNames(report, i18n)
  const about = [
    i18n.t('report_mail.days', { range: report.range, zone }),
    report.scope,
    names.length > 0 ? i18n.t('report_mail.filters', { filters: names.join(', ') }) : '',
    report.before ? i18n.t('report_mail.compared', { range: report.before }) : '',
  ]
  const { cards, tables } = data
  const parts = { title, about: about.filter(Boolean).join(' '), cards, tables }
  const { reportsAt: at } = await readSettings()
  return {
    open: String(request.input('dialog', '')),
    chat: chatText({ ...parts, address: report.address }, words, i18n),
    title: names.length > 0 ? `${title} (${names.join(', ')})` : title,
    sending: { at, zone: env.get('TIME_ZONE') },
    cadences: CADENCES,
    filters: FILTERS.map((name) => ({ name, value: question[name] })).filter(({ value }) => value),
  }
}

/** What is chosen of the filters, as the page itself names it. */
function filterNames({ chosen, filters }: Described, i18n: I18n): string[] {
  const offered: Record<(typeof FILTERS)[number], { value?: unknown; label: string }[]> = {
    workflow: filters.workflows,
    department: filters.departments,
    handling: filters.departments,
    type: filters.types.flatMap(({ options }) => options as { value: unknown; label: string }[]),
    product: filters.products,
    person: filters.people,
  }
  return FILTERS.flatMap((name) => {
    const found = offered[name].find(
      ({ value }) => chosen[name] && String(value) === String(chosen[name])
    )
    if (!found) return []
    const { label } = found
    return [name === 'workflow' ? label : i18n.t(`subscriptions.filter.${name}`, { name: label })]
  })
}
