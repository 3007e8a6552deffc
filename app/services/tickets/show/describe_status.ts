import type { Words } from '#services/activity/describe_activity'
import type { ShownTicket } from '#services/tickets/show/shown_ticket'
import { findWorkflow } from '#workflows/index'

/** Where it stands, as a mark with its word. */
export function describeStatus({ ticket }: ShownTicket, { i18n }: Words) {
  const { tone, glyph } = findWorkflow(ticket.workflow).statuses[ticket.status]
  const words = `workflow.${ticket.workflow}.status`
  if (ticket.isConfirmed) return { tone, glyph: 's-confirmed', label: i18n.t(`${words}.confirmed`) }
  return { tone, glyph, label: i18n.t(`${words}.${ticket.status}`) }
}

/** Which version of the brief is shown, and by whose hand it is as it is. */
export function versionLine({ ticket, people }: ShownTicket, { i18n, times }: Words): string {
  const version = ticket.briefVersion
  if (version === 1 || !ticket.briefChangedAt) return i18n.t('ticket.version_first')
  return i18n.t('ticket.version_changed', {
    version,
    at: times.moment(ticket.briefChangedAt),
    name: people.byId.get(ticket.briefChangedBy ?? 0)?.firstName ?? i18n.t('activity.desk'),
  })
}
