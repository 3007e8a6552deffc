import { Invalid, NotFound } from '#exceptions/refusals'
import type { FieldChange } from '#models/activity'
import Department from '#models/department'
import type Ticket from '#models/ticket'
import type { Actor } from '#services/actor'
import { recordActivity } from '#services/activity/record_activity'
import { moveTo } from '#services/tickets/move_to'
import { ownDetails } from '#services/tickets/own_details'
import { peopleBefore, peopleChanges, tellPeople } from '#services/tickets/people_changes'
import { refuseStalePage } from '#services/tickets/refuse_stale_page'
import { saveTicket } from '#services/tickets/save_ticket'
import { recomputeDeadline } from '#services/tickets/start_clock'
import { turnClock } from '#services/tickets/turn_clock'
import {
  authorise,
  withLockedTicket,
  type LockedTicket,
} from '#services/tickets/with_locked_ticket'
import { PRIORITIES, transitionNamed, type Priority } from '#workflows/workflow'

export interface TransferForm {
  departmentId: number | null
  reason: string
  /** The present priority, or one step more. */
  priority?: Priority
  lockVersion?: number
}

/**
 * Hands a ticket over to another department: it is new there, nobody is assigned, and the clock goes on by that
 * department's calendar. The department before loses its queue right; notes go along.
 * @throws NotFound, Refusal 403, Conflict 409 for a stale page, Invalid 422 (`departmentId`, `reason`, `priority`)
 */
export async function transferTicket(
  ticketId: number,
  form: TransferForm,
  actor: Actor
): Promise<Ticket> {
  return withLockedTicket(ticketId, actor, (locked) => transferLocked(locked, form))
}

/**
 * The same for a ticket that the caller holds.
 * @throws NotFound, Refusal 403, Conflict 409, Invalid 422
 */
export async function transferLocked(locked: LockedTicket, form: TransferForm): Promise<Ticket> {
  const { ticket, trx } = locked
  const transition = transitionNamed(locked.workflow, 'transfer')
  if (!transition) throw new NotFound()
  authorise(locked, 'transfer')
  refuseStalePage(ticket, form.lockVersion)
  const reason = form.reason.trim()
  if (!reason) throw invalid(locked, 'reason', 'needs_reason')
  const department = await findDepartment(locked, form.departmentId)
  const priority = judgePriority(locked, form.priority)
  const { status: fromStatus, statusSince: since } = ticket
  const changes = describe(locked, department, priority)
  const left = await peopleOf(locked)
  const before = peopleBefore(locked)
  await trx.from('collaborators').where('ticket_id', ticket.id).delete()
  ticket.merge({ assigneeId: null, assignedAt: null, priority })
  ticket.handlingDepartmentId = department.id
  ticket.$setRelated('handlingDepartment', department)
  await moveTo(locked, transition.to)
  await turnClock(locked, { status: fromStatus, since })
  await recomputeDeadline(trx, ticket)
  await saveTicket(ticket)
  await recordActivity(locked, {
    action: transition.activity as string,
    fromStatus,
    changes: [...changes, ...(await peopleChanges(locked, before, []))],
    details: {
      name: department.name,
      note: reason.slice(0, 500),
      ...ownDetails(locked, 'transfer'),
    },
    left,
    tells: [{ to: transition.tells, kind: transition.kind }, ...tellPeople(ticket, before, [])],
  })
  return ticket
}

function invalid({ workflow }: LockedTicket, field: string, key: string): Invalid {
  return new Invalid(field, `${workflow.key}.transfer.${key}`)
}

async function findDepartment(locked: LockedTicket, id: number | null): Promise<Department> {
  // Held, so that nobody closes it meanwhile.
  const department = id
    ? await Department.query({ client: locked.trx }).where('id', id).forShare().first()
    : null
  if (!department?.isActive) throw invalid(locked, 'departmentId', 'department_unknown')
  if (department.id === locked.ticket.handlingDepartmentId) {
    throw invalid(locked, 'departmentId', 'same_department')
  }
  return department
}

function judgePriority(locked: LockedTicket, wished?: Priority): Priority {
  const { priority } = locked.ticket
  const steps = wished ? PRIORITIES.indexOf(wished) - PRIORITIES.indexOf(priority) : 0
  if (steps !== 0 && steps !== 1) throw invalid(locked, 'priority', 'priority_step')
  return wished ?? priority
}

function describe({ ticket }: LockedTicket, to: Department, priority: Priority): FieldChange[] {
  const from = ticket.handlingDepartment
  const all = [
    { field: 'department', before: from.name, after: to.name },
    { field: 'priority', before: ticket.priority, after: priority },
  ]
  return all.filter((change) => change.before !== change.after)
}

/** Whoever sees it through the department it leaves: their open pages ask again. */
async function peopleOf({ trx, ticket }: LockedTicket): Promise<number[]> {
  const { handlingDepartmentId: id, handlingDepartment: department } = ticket
  const rows = await trx
    .from('users')
    .where((any) => any.where('department_id', id).orWhere('id', department.managerId ?? 0))
    .whereNull('deactivated_at')
    .select('id')
  return rows.map((row) => row.id)
}
