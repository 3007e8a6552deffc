import type User from '#models/user'
import { workflows } from '#workflows/index'

/** The part of Lucid's and Knex' builders that the rule needs. */
interface Where {
  where(callback: (query: any) => void): any
}

/**
 * Narrows a query over `tickets` to what a person may see (shared/access: requester, assignee, collaborator, watcher,
 * manager of either department, member of the handling department for its queue; admins everything). Proposed people
 * are assignee and collaborators already, so they see the planned ticket. The trash is not decided here.
 */
export function whereVisible<Query extends Where>(query: Query, user: User): Query {
  if (user.isAdmin) return query
  const manages = user.manages
  return query.where((any) => {
    any.where('tickets.requester_id', user.id).orWhere('tickets.assignee_id', user.id)
    any.orWhereRaw(
      `tickets.id in (select c.ticket_id from collaborators c where c.user_id = ?
        union all select w.ticket_id from watchers w where w.user_id = ?)`,
      [user.id, user.id]
    )
    for (const workflow of workflows) {
      any.orWhere((queue: any) =>
        queue
          .where('tickets.handling_department_id', user.departmentId)
          .where('tickets.workflow', workflow.key)
          .whereIn('tickets.status', workflow.queueStatuses)
      )
    }
    if (manages.length > 0) {
      any.orWhereIn('tickets.requesting_department_id', manages)
      any.orWhereIn('tickets.handling_department_id', manages)
    }
  })
}
