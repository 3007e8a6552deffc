import type User from '#models/user'
import { manages } from '#services/people/manages'
import { columnOfStep } from '#services/tickets/department_of_step'
import { waitingStatuses } from '#workflows/index'

/**
 * Narrows a query over `tickets` to decisions that wait for this person: steps of departments he manages, never his own
 * requests; and for admins also steps that no active manager but the requester could decide (shared/workflows).
 */
export function waitingForMe<Query extends { whereNull: any }>(query: Query, user: User): Query {
  return query
    .whereNull('tickets.deleted_at')
    .whereNot('tickets.requester_id', user.id)
    .where((any: any) => {
      for (const { workflow, status, step } of waitingStatuses) {
        const there = { 'tickets.workflow': workflow, 'tickets.status': status }
        const column = columnOfStep(step)
        any.orWhere((one: any) => inDepartments(one.where(there), column, user.manages))
        if (user.isAdmin) any.orWhere((one: any) => orphaned(one.where(there), column))
      }
    })
}

function inDepartments(query: any, column: string, ids: number[]) {
  if (ids.length === 0) query.whereRaw('false')
  else query.whereIn(`tickets.${column}`, ids)
}

function orphaned(query: any, column: string) {
  query.whereRaw(
    `not exists (select 1 from users m join departments d on d.id = tickets.${column}
      where m.approved_at is not null and m.deactivated_at is null and m.id <> tickets.requester_id
        and ${manages('m', 'd')})`
  )
}
