import type { Words } from '#services/activity/describe_activity'
import type { LinkKind } from '#services/tickets/show/load_links'
import type { ShownTicket } from '#services/tickets/show/shown_ticket'
import { findWorkflow } from '#workflows/index'

export interface ShownLink {
  id: number
  href: string
  title: string
  kind: string
  status: { tone: string; glyph: string; label: string }
}

/** Links that people made, and may take away again. */
const BY_HAND: LinkKind[] = ['related', 'duplicates', 'duplicated_by']

/** The tickets that hang together with this one; what it was merged into stands in a banner of its own. */
export function describeLinks({ links }: ShownTicket, { i18n }: Words) {
  return links
    .filter(({ kind }) => kind !== 'merged_into')
    .map(({ kind, ticket }) => {
      const { tone, glyph } = findWorkflow(ticket.workflow).statuses[ticket.status]
      const key = ticket.isConfirmed ? 'confirmed' : ticket.status
      return {
        id: ticket.id,
        href: `/tickets/${ticket.id}`,
        title: ticket.title,
        kind: i18n.t(`ticket_support.links.${kind}`),
        isByHand: BY_HAND.includes(kind),
        status: { tone, glyph, label: i18n.t(`workflow.${ticket.workflow}.status.${key}`) },
      }
    })
}

/** Where a merged ticket goes on; without a title and an address for who may not see it there. */
export function describeMerge({ ticket, links }: ShownTicket) {
  if (ticket.mergedInto === null) return null
  const found = links.find(({ kind }) => kind === 'merged_into')
  return {
    id: ticket.mergedInto,
    href: found ? `/tickets/${ticket.mergedInto}` : null,
    title: found?.ticket.title ?? null,
  }
}
