import User from '#models/user'
import { recordActivity } from '#services/activity/record_activity'
import type { LockedTicket } from '#services/tickets/with_locked_ticket'

/**
 * While a ticket lay in the trash nobody was told that the one who does the work left the desk or the department: it is
 * said when it comes back. The work stays assigned, as when it happens to a ticket that is open.
 */
export async function tellLeftMeanwhile(locked: LockedTicket): Promise<void> {
  const { trx, ticket, workflow, collaboratorIds } = locked
  if (ticket.assignedAt === null || workflow.statuses[ticket.status].isFinished) return
  const ids = [ticket.assigneeId, ...collaboratorIds].filter((id) => id !== null)
  const people = await User.query({ client: trx }).whereIn('id', ids).orderBy('id')
  for (const person of people) {
    if (person.isActive && person.departmentId === ticket.handlingDepartmentId) continue
    const details = { name: person.fullName, why: person.isActive ? 'moved' : 'deactivated' }
    await recordActivity(locked, {
      action: 'assignee_left',
      details,
      isChange: false,
      tells: [{ to: ['handling_managers'], kind: 'assignee_left', details }],
    })
  }
}
