import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import Ticket from '#models/ticket'
import { recordActivity } from '#services/activity/record_activity'
import type { LockedPerson } from '#services/people/with_locked_person'
import { assignedTicketIds } from '#services/people/open_work_of'

/**
 * Marks every open ticket that a person does: he left its department or the desk. The work stays assigned; the handling
 * managers are told.
 */
export async function tellLeft(
  { trx, person, actor }: LockedPerson,
  why: 'deactivated' | 'moved'
): Promise<void> {
  for (const ticket of await ticketsOf(trx, await assignedTicketIds(trx, person))) {
    if (why === 'moved' && ticket.handlingDepartmentId === person.departmentId) continue
    await recordActivity(
      { trx, ticket, actor },
      {
        action: 'assignee_left',
        details: { name: person.fullName, why },
        isChange: false,
        tells: [
          {
            to: ['handling_managers'],
            kind: 'assignee_left',
            details: { name: person.fullName, why },
          },
        ],
      }
    )
  }
}

async function ticketsOf(trx: TransactionClientContract, ids: number[]): Promise<Ticket[]> {
  return ids.length > 0 ? Ticket.query({ client: trx }).whereIn('id', ids).orderBy('id') : []
}
