import { concerns, transitionNamed, type Standing, type Workflow } from '#workflows/workflow'

type Looking = Pick<Standing, 'relations'>

/**
 * Internal notes are the handling side's: members of the handling department, its managers, admins. The requester never
 * sees them on his own ticket, whatever his department; an admin may, and his page says so (shared/access).
 */
export function mayReadNotes({ relations }: Looking): boolean {
  if (relations.has('admin')) return true
  if (relations.has('requester')) return false
  return ['handling_member', 'handling_manager'].some((one) => relations.has(one as never))
}

/** Whether this person reads the notes of his own ticket, because he is an admin. */
export function readsNotesByException({ relations }: Looking): boolean {
  return relations.has('requester') && relations.has('admin')
}

/** Talks, attaches and watches: everybody who sees the ticket, except people who are only proposed for it. */
export function mayTakePart({ relations }: Looking, isPlanned: boolean): boolean {
  const others = [...relations].filter((relation) => relation !== 'handling_member')
  return others.length > 0 || !isPlanned
}

/** Whom this person may add as a watcher: anybody, people of his own department, or nobody. */
export function mayAddWatchers(
  { relations }: Looking,
  isPlanned: boolean
): 'anybody' | 'own' | null {
  const sides = ['assignee', 'collaborator', 'requesting_manager', 'handling_manager', 'admin']
  if (sides.some((side) => relations.has(side as never))) return 'anybody'
  if (relations.has('handling_member') && !isPlanned) return 'anybody'
  return relations.has('requester') ? 'own' : null
}

/** Adds and removes collaborators: whoever says who works on it, until it has come to its end. */
export function mayChangeCollaborators(standing: Standing, workflow: Workflow): boolean {
  const transition = transitionNamed(workflow, 'assign')
  const { isClosed = false } = workflow.statuses[standing.status]
  return transition !== undefined && !isClosed && concerns(transition, standing)
}
