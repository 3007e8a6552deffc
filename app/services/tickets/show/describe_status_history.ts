import type { Words } from '#services/activity/describe_activity'
import type { ShownTicket } from '#services/tickets/show/shown_ticket'
import { findWorkflow } from '#workflows/index'

/** One status a ticket stood in: since when, how long, and who brought it there. */
export interface ShownStatus {
  label: string
  tone: string
  glyph: string
  by: string
  at: string
  exact: string
  iso: string
  /** How long it stood there; for the present status, so far. */
  length: string
  note: string | null
  isPresent: boolean
}

/** Every status since the initial one, oldest first. */
export function describeStatusHistory(shown: ShownTicket, words: Words): ShownStatus[] {
  const { i18n, times } = words
  const { ticket, history, people, now } = shown
  const { statuses } = findWorkflow(ticket.workflow)
  return history.map((move, index) => {
    const next = history[index + 1]
    const seconds = (next?.at ?? now).diff(move.at, 'seconds').seconds
    const isPresent = next === undefined
    const isEnd = isPresent && statuses[move.status]?.isClosed
    return {
      label: i18n.t(`workflow.${ticket.workflow}.status.${move.status}`),
      tone: statuses[move.status]?.tone ?? 'rest',
      glyph: statuses[move.status]?.glyph ?? 's-next',
      by: people.byId.get(move.actorId ?? 0)?.fullName ?? i18n.t('activity.desk'),
      at: times.moment(move.at),
      exact: times.exact(move.at),
      iso: times.iso(move.at),
      length: isEnd
        ? ''
        : i18n.t(`ticket_support.history.${isPresent ? 'so_far' : 'stood'}`, {
            length: times.length(seconds),
          }),
      note: move.note,
      isPresent,
    }
  })
}
