import clock from '#services/clock'
import type { Words } from '#services/activity/describe_activity'
import type { RawRow } from '#services/tickets/list/read_rows'
import type { TicketRow } from '#services/tickets/list/ticket_row'
import { findWorkflow } from '#workflows/index'

const DAY = 24 * 3600

/** The first answer that was promised: when it is due, or whether it came in time; null where none was or nobody waits. */
export function responseOf(row: RawRow, { i18n, times }: Words): TicketRow['response'] {
  const { responseDueAt: dueAt, firstResponseAt: givenAt } = row
  if (!dueAt) return null
  const at = { at: times.iso(dueAt), exact: times.exact(dueAt) }
  if (givenAt) {
    const key = givenAt <= dueAt ? 'kept' : 'missed'
    return { text: i18n.t(`ticket_list.response.${key}`), tone: null, isOpen: false, ...at }
  }
  if (findWorkflow(row.workflow).statuses[row.status].isFinished) return null
  const { text, tone } = times.due(dueAt)
  const isFar = dueAt.diff(clock.now(), 'seconds').seconds >= DAY
  const said = i18n.t(`ticket_list.response.${isFar ? 'by' : 'due'}`, { due: text })
  return { text: said, tone, isOpen: true, ...at }
}
