import type { Words } from '#services/activity/describe_activity'
import { mayInvite } from '#services/guests/may_invite'
import type { ShownTicket } from '#services/tickets/show/shown_ticket'

/**
 * All files at once; what was made on paper: many pictures on a sheet, and all that was said of them; and who sees it by a
 * link.
 */
export function listPapers({ ticket, standing }: ShownTicket, { i18n }: Words) {
  const papers = [
    { page: 'files.zip', key: 'deliverables.download', icon: 'download' },
    { page: 'contact-sheet', key: 'proof_paper.sheet', icon: 'layout-grid' },
    { page: 'proof-report', key: 'proof_paper.report', icon: 'printer' },
  ].map(({ page, key, icon }) => ({
    href: `/tickets/${ticket.id}/${page}`,
    label: i18n.t(key),
    icon,
  }))
  if (!mayInvite(standing)) return papers
  const guests = {
    href: `/tickets/${ticket.id}/guests`,
    label: i18n.t('guests.offer'),
    icon: 'users',
  }
  return [guests, ...papers]
}
