import type Ticket from '#models/ticket'
import ReplyTemplate from '#models/reply_template'
import type User from '#models/user'
import type { Standing } from '#workflows/workflow'

/** The reply templates that a person may insert on a ticket. */
export interface OfferedReplies {
  own: { id: number; name: string }[]
  department: { id: number; name: string }[]
  /** The department's templates are his to look after. */
  mayManage: boolean
}

/** Replies are inserted by the handling side: members of the handling department, its managers, admins; not by who asked. */
export function mayInsertReplies({ relations }: Standing): boolean {
  if (relations.has('requester')) return false
  return (['handling_member', 'handling_manager', 'admin'] as const).some((one) =>
    relations.has(one)
  )
}

/**
 * What the menu on a ticket offers: his own templates and those of the handling department, in one query.
 * @returns null for whoever is not on the handling side
 */
export async function offerReplyTemplates(
  ticket: Pick<Ticket, 'handlingDepartmentId'>,
  viewer: User,
  standing: Standing
): Promise<OfferedReplies | null> {
  if (!mayInsertReplies(standing)) return null
  const departmentId = ticket.handlingDepartmentId
  const rows = await usableBy(viewer, departmentId).orderBy('name').select('id', 'name', 'userId')
  return {
    own: rows.filter((row) => row.userId !== null),
    department: rows.filter((row) => row.userId === null),
    mayManage: viewer.isAdmin || viewer.manages.includes(departmentId),
  }
}

/** The templates that this person may insert on a ticket of that department. */
export function usableBy(viewer: User, departmentId: number) {
  return ReplyTemplate.query().where((any) =>
    any.where('userId', viewer.id).orWhere('departmentId', departmentId)
  )
}
