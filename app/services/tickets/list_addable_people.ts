import { Refusal } from '#exceptions/refusals'
import User from '#models/user'
import db from '@adonisjs/lucid/services/db'
import { findStanding } from '#services/tickets/find_standing'
import { findWorkflow } from '#workflows/index'
import { mayAddWatchers, mayChangeCollaborators } from '#services/tickets/may'

/**
 * Whom a person may add to a ticket: watchers in his reach, and collaborators of the handling department.
 * @returns null for a list that is not his to add to
 * @throws NotFound for strangers, Refusal 403 when he may add nobody
 */
export async function listAddablePeople(ticketId: number, viewer: User) {
  const { ticket, standing, isPlanned } = await findStanding(ticketId, viewer)
  const workflow = findWorkflow(ticket.workflow)
  const reach = mayAddWatchers(standing, isPlanned)
  const mayHelp = mayChangeCollaborators(standing, workflow) && ticket.assigneeId !== null
  if (!reach && !mayHelp) throw new Refusal('watchers.not_yours')
  const { rows } = await db.rawQuery(
    `select user_id, true as helps from collaborators where ticket_id = :ticketId
     union all select user_id, false from watchers where ticket_id = :ticketId`,
    { ticketId }
  )
  const taken = (helps: boolean) =>
    new Set<number>(rows.filter((row: any) => row.helps === helps).map((row: any) => row.user_id))
  const [helping, watching] = [taken(true), taken(false)]
  const people = await activePeople(reach === 'anybody' ? null : viewer.departmentId)
  const helpers = await activePeople(ticket.handlingDepartmentId)
  const isBarred = (id: number) => workflow.keepsRequesterOut && id === ticket.requesterId
  return {
    ticket,
    watchers: reach ? people.filter((one) => !watching.has(one.id)) : null,
    collaborators: mayHelp
      ? helpers.filter(
          (one) => !helping.has(one.id) && one.id !== ticket.assigneeId && !isBarred(one.id)
        )
      : null,
  }
}

async function activePeople(departmentId: number | null) {
  const query = User.query()
    .join('departments', 'departments.id', 'users.department_id')
    .whereNotNull('users.approved_at')
    .whereNull('users.deactivated_at')
    .orderBy('users.first_name')
    .orderBy('users.last_name')
    .select('users.*', 'departments.name as department_name')
  if (departmentId !== null) query.where('users.department_id', departmentId)
  const users = await query
  return users.map((user) => ({
    id: user.id,
    fullName: user.fullName,
    department: user.$extras.department_name as string,
  }))
}
