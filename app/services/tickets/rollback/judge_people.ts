import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type Ticket from '#models/ticket'
import { namesOf } from '#services/accounts/names_of'
import type { LeftOut } from '#services/tickets/rollback/left_out'
import type { Past } from '#services/tickets/rollback/read_past'
import type { Workflow } from '#workflows/workflow'

/** Why somebody of then cannot come back, with his name; null for whoever can. */
export async function judgePeople(
  client: QueryClientContract,
  ticket: Ticket,
  { keepsRequesterOut }: Workflow,
  past: Past
) {
  const ids = [past.assigneeId, ...past.collaboratorIds].filter((id) => id !== null)
  const names = await namesOf(client, ids)
  const query = client.from('users').whereIn('id', ids).orderBy('id')
  // Nobody deactivates or moves them until the rollback is committed: whoever tries waits, and finds this ticket then.
  if (client.isTransaction) query.forShare()
  const rows = await query.select('id', 'department_id', 'role', 'approved_at', 'deactivated_at')
  return (id: number): Pick<LeftOut, 'name' | 'why'> | null => {
    const row = rows.find((one) => one.id === id)
    const name = names.get(id)
    if (!row?.approved_at || row.deactivated_at) return { name, why: 'person_left' }
    if (row.department_id !== ticket.handlingDepartmentId) return { name, why: 'person_moved' }
    const isRequester = keepsRequesterOut && id === ticket.requesterId && row.role !== 'admin'
    return isRequester ? { name, why: 'person_asked' } : null
  }
}
