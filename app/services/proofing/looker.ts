import type { I18n } from '@adonisjs/i18n'
import type User from '#models/user'
import type { FoundDeliverable } from '#services/deliverables/find_deliverable'
import { mayResolveAny } from '#services/proofing/may_resolve'
import type { Guest } from '#services/proofing/speaker'
import { mayTakePart } from '#services/tickets/may'
import { findWorkflow } from '#workflows/index'
import { concerns, transitionNamed, whyNot } from '#workflows/workflow'

/** Who looks at a proof, and what he may do there. The services judge again. */
export interface Looker {
  userId: number | null
  guestId: number | null
  mayPin: boolean
  /** Why he may not, in words; null where a page says it anyhow. */
  whyNoPin: string | null
  /** Checks off pins of others too. */
  mayResolveAny: boolean
  /** Null for people whose business a decision is not; otherwise why it is shut, or null where it is open. */
  judging: { why: string | null } | null
  /** The ticket has come to its end. */
  closed: string | null
}

/** What somebody of the desk may do on a deliverable that he sees. */
export function lookerOf(found: FoundDeliverable, viewer: User, i18n: I18n): Looker {
  const { ticket, standing, isPlanned, versions } = found
  const workflow = findWorkflow(ticket.workflow)
  const isClosed = workflow.statuses[ticket.status].isClosed ?? false
  const takesPart = mayTakePart(standing, isPlanned)
  return {
    userId: viewer.id,
    guestId: null,
    mayPin: takesPart && !isClosed,
    whyNoPin: takesPart ? null : i18n.t('refusals.proofing.planned'),
    mayResolveAny: takesPart && !isClosed && mayResolveAny(workflow, standing),
    judging: takesPart && !isClosed ? judgingOf() : null,
    closed: isClosed ? i18n.t('proof.closed') : null,
  }

  function judgingOf(): Looker['judging'] {
    const judge = transitionNamed(workflow, 'judge')
    if (!judge || !concerns(judge, standing)) return null
    const why = whyNot(workflow, 'judge', standing)
    if (why) return { why: i18n.t(`refusals.${workflow.key}.judge.${why.code}`) }
    const isOwn = versions[0].uploaderId === viewer.id
    return { why: isOwn ? i18n.t('refusals.proofing.own_version') : null }
  }
}

/** What a guest may do on a deliverable that his link names. */
export function guestLooker(guest: Guest, ticket: FoundDeliverable['ticket'], i18n: I18n): Looker {
  const { statuses } = findWorkflow(ticket.workflow)
  const isClosed = statuses[ticket.status].isClosed ?? false
  return {
    userId: null,
    guestId: guest.id,
    mayPin: !isClosed,
    whyNoPin: null,
    mayResolveAny: false,
    judging: isClosed ? null : { why: null },
    closed: isClosed ? i18n.t('proof.closed') : null,
  }
}
