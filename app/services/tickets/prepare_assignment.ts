import db from '@adonisjs/lucid/services/db'
import { Refusal } from '#exceptions/refusals'
import type User from '#models/user'
import { findStanding } from '#services/tickets/find_standing'
import { findWorkflow } from '#workflows/index'
import { whyNot } from '#workflows/workflow'

/** Somebody who could do the work, with the work he has. */
export interface Candidate {
  id: number
  fullName: string
  /** Tickets assigned to him that are not finished. */
  open: number
  /** What they are thought to take, where somebody said so. */
  hours: number
}

/**
 * What the assignment form needs: the ticket, and the active members of the handling department with their open work.
 * @throws NotFound for strangers, Refusal 403 with the reason
 */
export async function prepareAssignment(ticketId: number, viewer: User) {
  const { ticket, standing } = await findStanding(ticketId, viewer)
  const why = whyNot(findWorkflow(ticket.workflow), 'assign', standing)
  if (why) throw new Refusal(`${ticket.workflow}.assign.${why.code}`)
  const helpers = await db.from('collaborators').where('ticket_id', ticketId).select('user_id')
  const { keepsRequesterOut } = findWorkflow(ticket.workflow)
  const isBarred = (id: number) => keepsRequesterOut && id === ticket.requesterId
  const candidates = await candidatesOf(ticket.handlingDepartmentId)
  return {
    ticket,
    candidates: candidates.filter(({ id }) => !isBarred(id)),
    collaboratorIds: helpers.map((row) => row.user_id as number),
  }
}

/** Active members of a department by name, each with the number of his open tickets. */
export async function candidatesOf(departmentId: number): Promise<Candidate[]> {
  const { rows } = await db.rawQuery(
    `select u.id, u.first_name, u.last_name, u.username,
        (select count(*) from tickets t where t.assignee_id = u.id and t.assigned_at is not null
          and t.deleted_at is null and not t.is_finished) as open,
        (select coalesce(sum(t.estimated_hours), 0) from tickets t where t.assignee_id = u.id
          and t.assigned_at is not null and t.deleted_at is null and not t.is_finished) as hours
      from users u
      where u.department_id = :departmentId and u.approved_at is not null and u.deactivated_at is null
      order by lower(u.first_name), lower(u.last_name), u.id`,
    { departmentId }
  )
  return rows.map((row: any) => ({
    id: row.id,
    fullName: `${row.first_name} ${row.last_name}`.trim() || row.username,
    open: Number(row.open),
    hours: Number(row.hours),
  }))
}
