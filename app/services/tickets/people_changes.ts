import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type Ticket from '#models/ticket'
import type { FieldChange } from '#models/activity'
import { namesOf } from '#services/accounts/names_of'
import type { Telling } from '#services/notifications/tell'
import type { LockedTicket } from '#services/tickets/with_locked_ticket'

/** The people of a ticket before a change of them. */
export interface PeopleBefore {
  assigneeId: number | null
  collaboratorIds: number[]
  wasAssigned: boolean
}

/** The people of a locked ticket as they are. */
export function peopleBefore({ ticket, collaboratorIds }: LockedTicket): PeopleBefore {
  const { assigneeId, assignedAt } = ticket
  return { assigneeId, collaboratorIds, wasAssigned: assignedAt !== null }
}

/** What changed, with names, for the activity; who is named first among collaborators is no change. */
export async function peopleChanges(
  { trx, ticket }: { trx: QueryClientContract; ticket: Pick<Ticket, 'assigneeId'> },
  before: PeopleBefore,
  collaboratorIds: number[]
): Promise<FieldChange[]> {
  const ids = [before.assigneeId, ticket.assigneeId, ...before.collaboratorIds, ...collaboratorIds]
  const names = await namesOf(trx, ids)
  const list = (all: number[]) =>
    [...all]
      .sort((a, b) => a - b)
      .map((id) => names.get(id))
      .join(', ') || null
  const name = (id: number | null) => (id === null ? null : (names.get(id) ?? null))
  return [
    { field: 'assignee', before: name(before.assigneeId), after: name(ticket.assigneeId) },
    { field: 'collaborators', before: list(before.collaboratorIds), after: list(collaboratorIds) },
  ].filter((change) => change.before !== change.after)
}

/** Everybody whose part in the work changed, told of that. */
export function tellPeople(
  ticket: Ticket,
  before: PeopleBefore,
  collaboratorIds: number[]
): Telling[] {
  const wasTold = before.wasAssigned
  const tells: Telling[] = []
  if (ticket.assigneeId && (ticket.assigneeId !== before.assigneeId || !wasTold)) {
    tells.push({ to: { ids: [ticket.assigneeId] }, kind: 'assigned' })
  }
  const added = collaboratorIds.filter((id) => !wasTold || !before.collaboratorIds.includes(id))
  tells.push({ to: { ids: added }, kind: 'collaborator_added' })
  const stays = (id: number) => id === ticket.assigneeId || collaboratorIds.includes(id)
  if (before.assigneeId && !stays(before.assigneeId)) {
    tells.push({ to: { ids: [before.assigneeId] }, kind: 'unassigned' })
  }
  tells.push({
    to: { ids: before.collaboratorIds.filter((id) => !stays(id)) },
    kind: 'collaborator_removed',
  })
  return tells
}
