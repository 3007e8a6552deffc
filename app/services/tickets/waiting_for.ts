import type User from '#models/user'

/**
 * Narrows a query over `tickets` to decisions that wait for this person: steps of departments he manages, never his own
 * requests; and for admins also steps that no active manager but the requester could decide (shared/workflows).
 */
export function waitingForMe<Query extends { whereNull: any }>(query: Query, user: User): Query {
  const manages = user.manages
  return query
    .whereNull('tickets.deleted_at')
    .whereNot('tickets.requester_id', user.id)
    .where((any: any) => {
      any.where((step: any) => inStep(step, 'requested', 'requesting_department_id', manages))
      any.orWhere((step: any) =>
        inStep(step, 'pending_creative', 'handling_department_id', manages)
      )
      if (user.isAdmin) {
        any.orWhere((step: any) => orphaned(step, 'requested', 'requesting_department_id'))
        any.orWhere((step: any) => orphaned(step, 'pending_creative', 'handling_department_id'))
      }
    })
}

function inStep(query: any, status: string, column: string, manages: number[]) {
  query.where('tickets.status', status)
  if (manages.length === 0) query.whereRaw('false')
  else query.whereIn(`tickets.${column}`, manages)
}

function orphaned(query: any, status: string, column: string) {
  query.where('tickets.status', status).whereRaw(
    `not exists (select 1 from users m join departments d on d.id = tickets.${column}
      where m.approved_at is not null and m.deactivated_at is null and m.id <> tickets.requester_id
        and (d.manager_id = m.id or (m.role = 'manager' and m.department_id = d.id)))`
  )
}
