import type { I18n } from '@adonisjs/i18n'
import { appUrl } from '#config/app'
import type { CellKind, ExportCell, ExportColumn } from '#services/exports/exported'

/** What words and address a cell is written with. */
interface Way {
  zone: string
  i18n: I18n
}

interface Column {
  key: string
  kind: CellKind
  cell: (row: any, way: Way) => ExportCell
}

const plain = (key: string, kind: CellKind = 'text'): Column => ({
  key,
  kind,
  cell: (row) => row[key],
})
const worded = (key: string, word: (row: any) => string): Column => ({
  key,
  kind: 'text',
  cell: (row, { i18n }) => (row[key] === null ? null : i18n.t(word(row))),
})

/** The columns of exported tickets, in order; what each shows of a row that `readTicketPiece` gives. */
const COLUMNS: Column[] = [
  plain('id', 'count'),
  plain('title'),
  worded('workflow', ({ workflow }) => `workflow.${workflow}.name`),
  plain('type'),
  {
    key: 'status',
    kind: 'text',
    cell: ({ workflow, status, confirmed_at: confirmed }, { i18n }) =>
      confirmed ? i18n.t('exports.confirmed') : i18n.t(`workflow.${workflow}.status.${status}`),
  },
  worded('priority', ({ priority }) => `workflow.priority.${priority}`),
  plain('requester'),
  plain('department'),
  plain('handling'),
  plain('assignee'),
  plain('proposed'),
  plain('collaborators'),
  plain('products'),
  worded('criteria', ({ criteria }) => `workflow.criteria.${criteria}`),
  worded('file_format', ({ file_format: format }) => `workflow.file_format.${format}`),
  plain('pieces', 'count'),
  plain('video', 'count'),
  plain('image', 'count'),
  plain('created_at', 'time'),
  plain('approved_at', 'time'),
  plain('assigned_at', 'time'),
  plain('started_at', 'time'),
  plain('done_at', 'time'),
  plain('confirmed_at', 'time'),
  plain('deadline_at', 'time'),
  {
    key: 'in_time',
    kind: 'text',
    cell: ({ in_time: inTime }, { i18n }) =>
      inTime === null ? null : i18n.t(inTime ? 'exports.yes' : 'exports.no'),
  },
  plain('response_due_at', 'time'),
  plain('first_response_at', 'time'),
  plain('scheduled_start', 'time'),
  plain('scheduled_end', 'time'),
  plain('revisions', 'count'),
  plain('reopened', 'count'),
  plain('comments', 'count'),
  plain('files', 'count'),
  plain('updated_at', 'time'),
  { key: 'link', kind: 'text', cell: ({ id }) => `${appUrl}/tickets/${id}` },
]

/** Who put them into the trash, and when: before all else there. */
const OF_TRASH = [plain('deleted_at', 'time'), plain('deleted_by')]

const columnsFor = (inTrash: boolean) => (inTrash ? [...OF_TRASH, ...COLUMNS] : COLUMNS)

/** The heads of exported tickets; those of times name the zone. */
export function ticketColumns({ zone, i18n }: Way, inTrash: boolean): ExportColumn[] {
  return columnsFor(inTrash).map(({ key, kind }) => {
    const label = i18n.t(`exports.ticket.${key}`)
    return { label: kind === 'time' ? i18n.t('exports.in_zone', { label, zone }) : label, kind }
  })
}

/** One ticket as cells. */
export function ticketCells(row: any, way: Way, inTrash: boolean): ExportCell[] {
  return columnsFor(inTrash).map(({ cell }) => cell(row, way))
}
