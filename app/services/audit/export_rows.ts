import type { I18n } from '@adonisjs/i18n'
import db from '@adonisjs/lucid/services/db'
import type { AuditQuestion } from '#services/audit/audit_question'
import { describeEvent, type AuditWords } from '#services/audit/describe_event'
import { AUDIT_COLUMNS, type AuditRecord } from '#services/audit/list_audit'
import { lookUpNames } from '#services/audit/look_up_names'
import { narrowAudit } from '#services/audit/narrow_audit'
import type {
  ExportCell,
  ExportColumn,
  ExportReader,
  ExportTable,
} from '#services/exports/exported'

const AT_ONCE = 500
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

/** The heads: what each column holds, the zone of the times among them. */
export function columnsOfExport({ zone, i18n }: ExportReader): ExportColumn[] {
  const time = { label: i18n.t('audit.export.time', { zone }), kind: 'time' as const }
  const kindOf = (column: string) => (column === 'event' ? 'count' : 'text')
  return [
    time,
    ...COLUMNS.map((column) => ({ label: i18n.t(`audit.export.${column}`), kind: kindOf(column) })),
  ] as ExportColumn[]
}

/** The rows of an export in words, newest first, a few hundred at a time. */
export function piecesOfExport(
  question: AuditQuestion,
  most: number,
  { i18n }: ExportReader
): ExportTable['pieces'] {
  return async function* (viewerNow) {
    let place: { time: string; id: number } | null = null
    for (let left = most; left > 0;) {
      await viewerNow()
      const events = await readPiece(question, place, Math.min(AT_ONCE, left))
      if (events.length === 0) return
      const names = await lookUpNames(events)
      yield events.map((event) => cellsOf(event, describeEvent(event, names, i18n), i18n))
      place = events.at(-1)!
      left -= events.length
    }
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

function cellsOf({ created_at: at }: AuditRecord, event: AuditWords, i18n: I18n): ExportCell[] {
  const changes = event.changes.map(({ label, before, after }) =>
    before === null ? `${label}: ${after ?? ''}` : `${label}: ${before} → ${after ?? ''}`
  )
  return [
    at,
    event.id,
    event.who.name,
    event.kind ? i18n.t(`audit.kinds.${event.kind}`) : '',
    event.what,
    event.subject?.type ?? '',
    event.subject?.label ?? '',
    changes.join('; '),
    event.address,
  ]
}
