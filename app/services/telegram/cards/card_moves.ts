import { REQUESTS } from '#services/notifications/events'
import { mayMove, type Relation, type Standing, type Workflow } from '#workflows/workflow'

/** Buttons that stand together; shown while the first of them is open. */
interface Offer {
  moves: string[]
  /** Who gets them; everybody who may when left out. */
  as?: Relation[]
  /** Only a card that shows the whole brief asks for a decision. */
  needsBrief?: boolean
}

const AT_WORK: Relation[] = ['assignee', 'collaborator']
const ASKER: Relation[] = ['requester', 'requester_substitute']

/** Moves that a workflow does not have are left out, so the rows serve all of them. */
const OFFERS: Offer[] = [
  { moves: ['approve', 'reject'], needsBrief: true },
  { moves: ['answer'], as: ASKER },
  { moves: ['close', 'reopen'], as: ASKER },
  { moves: ['take', 'start', 'resolve'] },
  { moves: ['resume', 'resolve'], as: AT_WORK },
  { moves: ['start', 'resolve'], as: AT_WORK },
  { moves: ['resolve', 'ask_requester'], as: AT_WORK },
  { moves: ['complete'], as: AT_WORK },
  { moves: ['confirm', 'request_revision'] },
]

/** Cards about talk, and farewells: nothing is pressed there. */
const PLAIN = ['comment', 'mention', 'internal_note', 'watcher_added', 'trashed', 'unassigned']

/**
 * The moves that a card offers its reader now, by the workflow's own questions: to decide, to answer, to
 * work, or to confirm.
 * @param kind the kind of notification that the card is
 */
export function movesOn(kind: string, workflow: Workflow, standing: Standing): string[] {
  if (PLAIN.includes(kind)) return []
  const offer = OFFERS.find(
    ({ moves, as, needsBrief }) =>
      Boolean(needsBrief) === REQUESTS.includes(kind) &&
      (!as || as.some((relation) => standing.relations.has(relation))) &&
      mayMove(workflow, moves[0], standing)
  )
  return offer?.moves.filter((move) => mayMove(workflow, move, standing)) ?? []
}
