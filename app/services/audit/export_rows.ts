import { DateTime } from 'luxon'
import type { I18n } from '@adonisjs/i18n'
import db from '@adonisjs/lucid/services/db'
import type { AuditQuestion } from '#services/audit/audit_question'
import { describeEvent, type AuditWords } from '#services/audit/describe_event'
import { AUDIT_COLUMNS, type AuditRecord } from '#services/audit/list_audit'
import { lookUpNames } from '#services/audit/look_up_names'
import { narrowAudit } from '#services/audit/narrow_audit'
import { steadyZone } from '#services/words/steady_zone'

const AT_ONCE = 2_000
const QUARTER = 900_000
const COLUMNS = [
  'event',
  'person',
  'kind',
  'action',
  'subject_type',
  'subject',
  'changes',
  'address',
]

interface Reader {
  zone: string
  i18n: I18n
}

/** The first line: names of the columns, the zone of the times among them. */
export function headOfExport(zone: string, i18n: I18n): string[] {
  const time = i18n.t('audit.export.time', { zone })
  return [time, ...COLUMNS.map((column) => i18n.t(`audit.export.${column}`))]
}

/** The rows of an export in words, newest first, a few thousand at a time. */
export async function* rowsForExport(
  question: AuditQuestion,
  most: number,
  { zone, i18n }: Reader
): AsyncGenerator<string[]> {
  const timeOf = localTimes(zone)
  let place: { time: string; id: number } | null = null
  for (let left = most; left > 0;) {
    const events = await readPiece(question, place, Math.min(AT_ONCE, left))
    if (events.length === 0) return
    const names = await lookUpNames(events)
    for (const event of events) {
      yield rowOf(describeEvent(event, names, i18n), timeOf(event.created_at), i18n)
    }
    place = events.at(-1)!
    left -= events.length
  }
}

async function readPiece(
  question: AuditQuestion,
  place: { time: string; id: number } | null,
  most: number
): Promise<(AuditRecord & { time: string })[]> {
  const query = narrowAudit(db.from('audit_events'), question)
  if (place) query.whereRaw('(created_at, id) < (?::timestamptz, ?)', [place.time, place.id])
  return query
    .orderBy([
      { column: 'created_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(most)
    .select(...AUDIT_COLUMNS, db.raw('created_at::text as time'))
}

function rowOf(event: AuditWords, time: string, i18n: I18n): string[] {
  const changes = event.changes.map(({ label, before, after }) =>
    before === null ? `${label}: ${after ?? ''}` : `${label}: ${before} → ${after ?? ''}`
  )
  return [
    time,
    String(event.id),
    event.who.name,
    event.kind ? i18n.t(`audit.kinds.${event.kind}`) : '',
    event.what,
    event.subject?.type ?? '',
    event.subject?.label ?? '',
    changes.join('; '),
    event.address,
  ]
}

/** Writes instants as local times; an offset lasts a quarter of an hour at least, so it is looked up that often. */
function localTimes(zone: string): (instant: Date) => string {
  const here = steadyZone(zone)
  let quarter = Number.NaN
  let offset = 0
  return (instant) => {
    const now = Math.floor(instant.getTime() / QUARTER)
    if (now !== quarter) {
      quarter = now
      offset = DateTime.fromJSDate(instant, { zone: here }).offset * 60_000
    }
    return new Date(instant.getTime() + offset).toISOString().slice(0, 19).replace('T', ' ')
  }
}
