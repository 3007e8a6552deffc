import type Ticket from '#models/ticket'
import { mayLink } from '#services/tickets/link_tickets'
import * as may from '#services/tickets/may'
import type { ShownTicket } from '#services/tickets/show/shown_ticket'
import type { Standing, Workflow } from '#workflows/workflow'

/** What somebody may do on a ticket beside its transitions. */
export function rightsOn(
  ticket: Ticket,
  workflow: Workflow,
  standing: Standing
): ShownTicket['rights'] {
  const isPlanned =
    !workflow.queueStatuses.includes(ticket.status) && !standing.relations.has('watcher')
  return {
    notes: may.mayReadNotes(standing),
    ownNotes: may.readsNotesByException(standing),
    takePart: may.mayTakePart(standing, isPlanned),
    addWatchers: may.mayAddWatchers(standing, isPlanned),
    collaborators: may.mayChangeCollaborators(standing, workflow),
    link: mayLink(standing),
  }
}
