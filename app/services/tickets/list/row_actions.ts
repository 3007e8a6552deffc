import type User from '#models/user'
import type { Words } from '#services/activity/describe_activity'
import type { RawRow } from '#services/tickets/list/read_rows'
import type { RowAction } from '#services/tickets/list/ticket_row'
import { standingOf } from '#services/tickets/standing_of'
import { requestersTurns } from '#services/tickets/whose_turn'
import { wayOfMove } from '#services/tickets/way_of_move'
import { findWorkflow } from '#workflows/index'
import { isPrimaryFor, openTransitions, withoutTwins, type Transition } from '#workflows/workflow'

/** Moves that a list does not offer: they belong to the ticket's own page. */
const LEFT_OUT = new Set(['trash', 'unassign', 'withdraw', 'merge', 'rollback'])

/** What can be done with several tickets at once: a row is chosen for one of these. */
const FOR_SEVERAL = new Set(['trash', 'set_priority', 'assign'])

/** The one next move, and the other open ones, of this person on this row; pure, so that a list asks it for each. */
export function rowActions(
  row: RawRow,
  viewer: User,
  words: Words
): { primary: RowAction | null; more: RowAction[]; isChoosable: boolean } {
  const standing = standingOf(viewer, row)
  const transitions = openTransitions(findWorkflow(row.workflow), standing)
  const open = withoutTwins(transitions)
    .filter(({ allowed, transition }) => allowed && !LEFT_OUT.has(transition.name))
    .map(({ transition }) => transition)
  const primary =
    open.find((one) => isPrimaryFor(one, standing) && !isOthersTurn(one, row, viewer)) ??
    open.find(({ name }) => name === 'assign' && !row.isAssigned)
  return {
    primary: primary ? asAction(primary, row, words) : null,
    more: open.filter((one) => one !== primary).map((one) => asAction(one, row, words)),
    isChoosable: transitions.some(
      ({ allowed, transition }) => allowed && FOR_SEVERAL.has(transition.name)
    ),
  }
}

/**
 * Somebody else is at it: a colleague has it, or the requester was asked. Whoever is of the department may go on with it,
 * but the row does not put that first.
 */
function isOthersTurn({ who }: Transition, row: RawRow, viewer: User): boolean {
  if (!who.includes('handling_member')) return false
  const isColleagues =
    row.assigneeId !== null && row.assigneeId !== viewer.id && !row.isCollaborator
  const isRequesters = requestersTurns(findWorkflow(row.workflow)).includes(row.status)
  return isColleagues || (isRequesters && row.requesterId !== viewer.id)
}

function asAction(transition: Transition, row: RawRow, { i18n }: Words): RowAction {
  const { name, by, icon } = transition
  const way = wayOfMove(transition, row)
  const label =
    name === 'assign' && row.isAssigned
      ? i18n.t('ticket.change_assignee')
      : i18n.t(`workflow.${row.workflow}.transition.${name}.label`)
  const decides = name === 'approve'
  return {
    name,
    label,
    icon,
    how: by === 'transition' && way.how === 'post' ? 'post' : 'link',
    href: way.href,
    fields: decides
      ? { step: row.step ?? '', round: row.round, brief_version: row.briefVersion }
      : {},
  }
}
