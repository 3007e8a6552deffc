import type { ShownTicket } from '#services/tickets/show/shown_ticket'
import type { MentionedPeople } from '#services/words/markdown'

/** The names that mentions show; each leads to the tickets of that person, as far as the viewer sees them. */
export function mentionedOn({ people, ticket }: ShownTicket): MentionedPeople {
  const linked = [...people.byUsername].map(([username, { id, fullName, departmentId }]) => {
    const role = departmentId === ticket.handlingDepartmentId ? 'assignee' : 'requester'
    return [username, { fullName, href: `/tickets?tab=all&${role}=${id}` }] as const
  })
  return new Map(linked)
}
