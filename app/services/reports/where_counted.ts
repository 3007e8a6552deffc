import type User from '#models/user'

/** Who helps, as it is now and as it was at the end of a month. A list of numbers is looked up; a query would be read for every ticket. */
const HELPS = {
  present: 'f.ticket_id = any (array(select c.ticket_id from collaborators c where c.user_id = ?))',
  frozen: '? = any (f.helpers)',
}

/**
 * Narrows a query over `ticket_facts f` to the tickets that count in a person's reports (shared/access: admins all,
 * managers those of their departments, everybody else what he asked for, does or helps with).
 */
export function whereCounted(query: any, viewer: User, at: keyof typeof HELPS = 'present'): any {
  if (viewer.isAdmin) return query
  const { manages } = viewer
  if (manages.length > 0) {
    return query.where((any: any) =>
      any
        .whereIn('f.requesting_department_id', manages)
        .orWhereIn('f.handling_department_id', manages)
    )
  }
  return query.where((any: any) =>
    any
      .where('f.requester_id', viewer.id)
      .orWhere('f.assignee_id', viewer.id)
      .orWhereRaw(HELPS[at], [viewer.id])
  )
}
