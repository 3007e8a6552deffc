import type { Words } from '#services/activity/describe_activity'
import type { ShownTicket } from '#services/tickets/show/shown_ticket'

/** Who asked, who does it, who helps and who watches. */
export function describePeople(
  { ticket, people, collaboratorIds, watcherIds }: ShownTicket,
  { i18n }: Words
) {
  const row = (id: number | null, role: string, proposed = false) => {
    const person = people.byId.get(id ?? 0)
    if (!person) return []
    const parts = [i18n.t(`ticket.people.${role}`)]
    if (role === 'requester') parts.push(person.department)
    if (proposed) parts.push(i18n.t('ticket.people.proposed'))
    if (!person.isActive) parts.push(i18n.t('ticket.people.inactive'))
    return [{ ...person, name: person.fullName, role, detail: parts.join(', ') }]
  }
  return {
    rows: [
      ...row(ticket.requesterId, 'requester'),
      ...row(ticket.assigneeId, 'assignee', ticket.isProposed),
      ...collaboratorIds.flatMap((id) => row(id, 'collaborator', ticket.isProposed)),
    ],
    hasAssignee: ticket.assigneeId !== null,
    watchers: watcherIds.flatMap((id) => row(id, 'watcher')),
  }
}
