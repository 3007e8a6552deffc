import { Invalid } from '#exceptions/refusals'
import Department from '#models/department'
import { recordAudit } from '#services/activity/record_audit'
import clock from '#services/clock'
import type { Choices } from '#services/handovers/choice'
import type { LockedPerson } from '#services/people/with_locked_person'

/**
 * Names the chosen managers in departments that name a person who leaves.
 * @param empties a post without a successor is emptied; else it keeps the name
 * @returns the departments that have another manager now, or none
 * @throws Invalid 422 for somebody who may not be named
 */
export async function passPosts(
  { trx, person, actor }: LockedPerson,
  { posts }: Choices,
  { empties }: { empties: boolean }
): Promise<number[]> {
  const named = await Department.query({ client: trx })
    .where('managerId', person.id)
    .orderBy('id')
    .forUpdate()
  const touched: number[] = []
  for (const post of named) {
    const chosen = posts.get(post.id) ?? null
    if (chosen === null && !empties) continue
    const successor = chosen === null ? null : await findManager(post.id, chosen)
    await post.merge({ managerId: chosen, updatedAt: clock.now() }).save()
    await recordAudit(trx, {
      actor,
      action: 'department_changed',
      subjectType: 'department',
      subjectId: post.id,
      subjectLabel: post.name,
      changes: [{ field: 'manager', before: person.fullName, after: successor }],
    })
    touched.push(post.id)
  }
  return touched

  async function findManager(departmentId: number, id: number): Promise<string> {
    const row = await trx
      .from('users')
      .where('id', id)
      .whereNot('id', person.id)
      .whereIn('role', ['manager', 'admin'])
      .whereNotNull('approved_at')
      .whereNull('deactivated_at')
      .forShare()
      .select('first_name', 'last_name', 'username')
      .first()
    if (!row) throw new Invalid(`posts.d${departmentId}`, 'master.manager_role')
    return `${row.first_name} ${row.last_name}`.trim() || row.username
  }
}
