import type { I18n } from '@adonisjs/i18n'
import { readAuditQuestion, type AuditFilter } from '#services/audit/audit_question'
import { chainStanding } from '#services/audit/chain_standing'
import { describeEvent, type AuditWords } from '#services/audit/describe_event'
import { listAudit, type AuditPlace } from '#services/audit/list_audit'
import { lookUpNames } from '#services/audit/look_up_names'
import type { TimeWords } from '#services/words/time_words'

/**
 * A page of the audit in words, by days of the viewer's zone, and how the chain stands. Seven queries at most.
 * @throws Invalid 422 for filters that mean nothing
 */
export async function showAudit(
  filter: AuditFilter,
  place: AuditPlace,
  { times, i18n }: { times: TimeWords; i18n: I18n }
) {
  const question = await readAuditQuestion(filter, times.zone)
  const { events, older, newer } = await listAudit(question, place)
  const names = await lookUpNames(events)
  const rows = events.map((event) => describeEvent(event, names, i18n))
  return { days: byDay(rows, times), older, newer, chain: await chainStanding() }
}

function byDay(rows: AuditWords[], times: TimeWords) {
  const days: { day: string; date: string; rows: (AuditWords & { time: string })[] }[] = []
  for (const row of rows) {
    const [date, time] = times.iso(row.at).split('T')
    if (days.at(-1)?.date !== date) {
      days.push({ date, day: times.exact(row.at).split(', ')[0], rows: [] })
    }
    days.at(-1)!.rows.push({ ...row, time: time.slice(0, 5) })
  }
  return days
}
