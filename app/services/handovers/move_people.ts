import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type Department from '#models/department'
import User from '#models/user'
import { auditPerson } from '#services/accounts/audit_person'
import { departmentName } from '#services/accounts/department_choices'
import { endAccess } from '#services/accounts/end_access'
import type { Actor } from '#services/actor'
import clock from '#services/clock'
import { NO_CHOICES } from '#services/handovers/choice'
import { handOverWork } from '#services/handovers/hand_over_work'
import { passPosts } from '#services/handovers/pass_posts'

/**
 * Moves everybody of a department that closes to another one, the way an admin moves one person: sessions end, posts are
 * emptied, work he does for other departments is marked. The caller holds the people.
 * @returns the departments whose approvers may be others now
 */
export async function movePeople(
  trx: TransactionClientContract,
  from: Department,
  to: number,
  actor: Actor
): Promise<number[]> {
  const name = await departmentName(trx, to)
  const rows = await trx
    .from('users')
    .where('department_id', from.id)
    .whereNull('deactivated_at')
    .orderBy('id')
    .select('id')
  const touched = new Set([to])
  for (const { id } of rows) {
    const person = (await User.asActor(id, trx))!
    const locked = { trx, person, by: actor.by!, actor }
    await person.merge({ departmentId: to, updatedAt: clock.now() }).save()
    const changes = [{ field: 'department', before: from.name, after: name }]
    await auditPerson(trx, person, 'user_placed', { actor, changes })
    for (const post of await passPosts(locked, NO_CHOICES, { empties: true })) touched.add(post)
    await endAccess(trx, person, { keepsTelegram: true })
    await handOverWork(locked, NO_CHOICES, 'moved')
  }
  return [...touched]
}
