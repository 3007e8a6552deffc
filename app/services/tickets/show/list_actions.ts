import type { Words } from '#services/activity/describe_activity'
import type { ShownTicket } from '#services/tickets/show/shown_ticket'
import { wayOfMove, type Way } from '#services/tickets/way_of_move'
import {
  isPrimaryFor,
  withoutTwins,
  type OpenTransition,
  type Transition,
} from '#workflows/workflow'

/** One move as a button, a link or a line of the menu. */
export interface ShownMove extends Way {
  name: string
  label: string
  icon: string
  /** What the form sends along, so that a decision counts for exactly what was seen. */
  fields: Record<string, string | number>
  isDanger: boolean
  /** Why it is shut; null when it is open. */
  reason: string | null
}

export interface ShownActions {
  primary: ShownMove | null
  plain: ShownMove | null
  more: ShownMove[]
  shut: ShownMove[]
  /** The open moves that ask something first, each with its dialog. */
  asks: ShownMove[]
}

/** Sorts the moves that concern a person into one primary, one plain and the rest (design: action bar). */
export function listActions(shown: ShownTicket, words: Words): ShownActions {
  const moves = withoutTwins(shown.moves).map((open) => ({
    open,
    move: showMove(open, shown, words),
  }))
  const allowed = moves.filter(({ open }) => open.allowed)
  const isUnassigned = shown.ticket.assignedAt === null
  const assign = allowed.find(({ open }) => isUnassigned && open.transition.name === 'assign')
  const primary =
    allowed.find(({ open }) => isPrimaryFor(open.transition, shown.standing)) ?? assign
  const quiet = ['trash', 'unassign', 'set_priority', 'edit_brief', 'withdraw', 'rollback']
  const plain =
    (assign === primary ? undefined : assign) ??
    allowed.find((one) => one !== primary && !quiet.includes(one.open.transition.name)) ??
    allowed.find((one) => !primary && one.open.transition.name === 'edit_brief')
  const rest = allowed.filter((one) => one !== primary && one !== plain)
  return {
    primary: primary?.move ?? null,
    plain: plain?.move ?? null,
    more: rest.map(({ move }) => move),
    shut: moves.filter(({ open }) => !open.allowed).map(({ move }) => move),
    asks: allowed.map(({ move }) => move).filter((move) => move.how === 'ask'),
  }
}

function showMove({ transition, why }: OpenTransition, shown: ShownTicket, { i18n }: Words) {
  const { ticket } = shown
  const words = `workflow.${ticket.workflow}.transition.${transition.name}`
  const isChange = transition.name === 'assign' && ticket.assignedAt !== null
  const { id } = ticket
  const move: ShownMove = {
    name: transition.name,
    label: isChange ? i18n.t('ticket.change_assignee') : i18n.t(`${words}.label`),
    icon: transition.icon,
    ...wayOfMove(transition, { id, isScheduled: shown.names.isScheduled }),
    fields: fieldsOf(transition, shown),
    isDanger: transition.isDanger ?? false,
    reason: why ? i18n.t(`refusals.${ticket.workflow}.${transition.name}.${why.code}`) : null,
  }
  return move
}

function fieldsOf({ name, by }: Transition, { ticket }: ShownTicket): ShownMove['fields'] {
  if (name === 'approve' || name === 'reject') {
    return {
      step: ticket.waitingStep ?? '',
      round: ticket.round,
      brief_version: ticket.briefVersion,
    }
  }
  return by === 'assignment' || by === 'priority' ? { lock_version: ticket.lockVersion } : {}
}
