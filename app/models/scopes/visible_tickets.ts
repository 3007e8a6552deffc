import type User from '#models/user'
import { workflows } from '#workflows/index'

/** The part of Lucid's and Knex' builders that the rule needs. */
interface Where {
  where(callback: (query: any) => void): any
}

/** One reason to see tickets: narrows a query over `tickets` to those it gives. */
export type Branch = (query: any) => any

/**
 * Narrows a query over `tickets` to what a person may see (shared/access: requester, assignee, collaborator, watcher,
 * manager of either department, member of the handling department for its queue; admins everything). Proposed people
 * are assignee and collaborators already, so they see the planned ticket. The trash is not decided here.
 */
export function whereVisible<Query extends Where>(query: Query, user: User): Query {
  const branches = visibleBranches(user)
  if (!branches) return query
  return query.where((any) => {
    for (const branch of branches) any.orWhere((one: any) => branch(one))
  })
}

/**
 * The reasons a person has to see tickets; he sees what any of them gives. A list asks each for its first rows, so that
 * somebody who sees three tickets of 200,000 does not make the database walk past all the others.
 * @param workflow when only its tickets are asked for anyway: the queue is then one of its statuses alone
 * @returns null for admins, who see everything
 */
export function visibleBranches(user: User, workflow?: string): Branch[] | null {
  if (user.isAdmin) return null
  const manages = user.manages
  const branches: Branch[] = [
    (query) => query.where('tickets.requester_id', user.id),
    (query) => query.where('tickets.assignee_id', user.id),
    (query) =>
      query.whereRaw(
        `tickets.id in (select c.ticket_id from collaborators c where c.user_id = ?
          union all select w.ticket_id from watchers w where w.user_id = ?)`,
        [user.id, user.id]
      ),
  ]
  const queues = workflows.filter(({ key }) => !workflow || key === workflow)
  if (!manages.includes(user.departmentId) && queues.length > 0) {
    branches.push((query) =>
      query.where('tickets.handling_department_id', user.departmentId).where((any: any) => {
        for (const { key, queueStatuses } of queues) {
          any.orWhere((one: any) =>
            one.where('tickets.workflow', key).whereIn('tickets.status', queueStatuses)
          )
        }
      })
    )
  }
  for (const department of manages) {
    branches.push((query) => query.where('tickets.requesting_department_id', department))
    branches.push((query) => query.where('tickets.handling_department_id', department))
  }
  return branches
}
