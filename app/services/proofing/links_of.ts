import type { I18n } from '@adonisjs/i18n'
import type { FoundDeliverable } from '#services/deliverables/find_deliverable'
import { mayInvite } from '#services/guests/may_invite'
import type { ProofPaths } from '#services/proofing/proof_paths'

/** Where one goes from a proof: its versions side by side, all that was said on paper, links for guests. */
export function linksOf(found: FoundDeliverable, i18n: I18n): ProofPaths['links'] {
  const { deliverable, standing, ticket } = found
  const base = `/tickets/${ticket.id}`
  const compared = comparedWith(found)
  return [
    ...(compared ? [link(`deliverables/${deliverable.id}/compare?${compared}`, 'compare')] : []),
    link('proof-report', 'report'),
    ...(mayInvite(standing) ? [link('guests', 'guests')] : []),
  ]

  function link(page: string, key: keyof typeof ICONS) {
    return { href: `${base}/${page}`, label: i18n.t(`proof.${key}`), icon: ICONS[key] }
  }
}

const ICONS = { compare: 'columns-2', report: 'printer', guests: 'link' }

/** The shown version beside the one before it; the first one beside the newest. */
function comparedWith({ versions, shown }: FoundDeliverable): string | null {
  if (versions.length < 2) return null
  const before = versions.find((one) => one.version! < shown.version!)
  const [a, b] = before ? [before, shown] : [shown, versions[0]]
  return `a=${a.version}&b=${b.version}`
}
