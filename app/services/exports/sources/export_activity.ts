import { Invalid } from '#exceptions/refusals'
import {
  ACTIVITY_PAGE,
  positionAt,
  type ActivityQuestion,
} from '#services/activity/activity_question'
import { findActivities } from '#services/activity/find_activities'
import { loadActivityRows } from '#services/activity/load_activity_rows'
import type {
  ExportCell,
  ExportColumn,
  Exported,
  ExportReader,
  ExportTable,
} from '#services/exports/exported'
import { timeWords } from '#services/words/time_words'
import { activityFilter } from '#validators/activities'

const AT_ONCE = 10 * ACTIVITY_PAGE
const ALL = Number.MAX_SAFE_INTEGER
const TEXTS = ['ticket', 'title', 'person', 'what', 'words', 'changes', 'from', 'to', 'channel']

/**
 * What happened on the tickets that the reader sees, with the filters of the page, newest first.
 * @throws a validation error (422) for filters that cannot be read
 */
export async function exportActivity(
  query: Record<string, unknown>,
  reader: ExportReader
): Promise<Exported> {
  const { after, before, ...question } = await activityFilter.validate(query)
  if (question.from && question.to && question.to < question.from) {
    throw new Invalid('to', 'reports.reversed')
  }
  const title = reader.i18n.t('activities.title')
  const table = { title, columns: columnsFor(reader), pieces: piecesOf(question, reader) }
  return { name: 'activity', filters: question, count: null, tables: [table] }
}

function columnsFor({ zone, i18n }: ExportReader): ExportColumn[] {
  const label = i18n.t('exports.activity.time')
  return [
    { label: i18n.t('exports.in_zone', { label, zone }), kind: 'time' },
    ...TEXTS.map((key) => ({
      label: i18n.t(`exports.activity.${key}`),
      kind: key === 'ticket' ? ('count' as const) : ('text' as const),
    })),
  ]
}

function piecesOf(question: ActivityQuestion, { zone, i18n }: ExportReader): ExportTable['pieces'] {
  const words = { i18n, times: timeWords(zone, i18n) }
  return async function* (viewerNow) {
    let place: string | undefined
    for (;;) {
      const viewer = await viewerNow()
      const asked = { question, viewer, zone, position: positionAt(place), isFalling: true }
      const ids = await findActivities({ ...asked, size: AT_ONCE })
      const rows = await loadActivityRows(ids.slice(0, AT_ONCE), words, ALL)
      yield rows.map(cellsOf)
      if (ids.length <= AT_ONCE || rows.length === 0) return
      place = rows.at(-1)!.place
    }
  }
}

function cellsOf(row: Awaited<ReturnType<typeof loadActivityRows>>[number]): ExportCell[] {
  const { place, ticket, actor, text, quote, changes, move, channel } = row
  const told = changes.map(({ label, before, after }) =>
    before === null ? `${label}: ${after ?? ''}` : `${label}: ${before} → ${after ?? ''}`
  )
  return [
    new Date(Number(place.split('.')[0]) / 1000),
    ...[ticket.id, ticket.title, actor, text, quote],
    ...[told.join('; '), move?.from?.label ?? null, move?.to.label ?? null, channel],
  ]
}
