import { Invalid } from '#exceptions/refusals'
import { beginHandover } from '#services/handovers/begin_handover'
import type { Choices } from '#services/handovers/choice'
import type { WhyLeft } from '#services/handovers/mark_left'
import { workOf } from '#services/handovers/work_of'
import type { LockedPerson } from '#services/people/with_locked_person'

/** It goes the way that was chosen for it before. */
const ON_ITS_WAY = `select 1 from handover_tickets h
  where h.ticket_id = tickets.id and h.state = 'waiting'`

/**
 * Hands over what a person does, once he is deactivated or moved, as it is in this transaction: what came to him after the
 * page was shown goes the same way. Where nothing was chosen it stays his, marked, and the handling managers are told.
 * @returns the hand-over; null when there was nothing to hand over
 * @throws Invalid 422 for somebody who cannot take it over
 */
export async function handOverWork(
  { trx, person, actor }: LockedPerson,
  { work }: Choices,
  why: WhyLeft
): Promise<number | null> {
  const rows = await workOf(trx, person.id, why === 'moved' ? person.departmentId : undefined)
    .whereNotNull('tickets.assigned_at')
    .whereRaw(`not exists (${ON_ITS_WAY})`)
    .select('tickets.id', 'tickets.handling_department_id as departmentId')
  const there = new Set(rows.map(({ departmentId }) => departmentId as number))
  for (const [departmentId, choice] of work) {
    if (typeof choice !== 'number' || !there.has(departmentId)) continue
    const able = await trx
      .from('users')
      .where({ id: choice, department_id: departmentId })
      .whereNotNull('approved_at')
      .whereNull('deactivated_at')
      .forShare()
      .select('id')
      .first()
    if (!able) throw new Invalid(`work.d${departmentId}`, 'people.not_in_handling_department')
  }
  return beginHandover(
    trx,
    {
      subjectType: 'user',
      subjectId: person.id,
      why,
      name: person.fullName,
      choices: Object.fromEntries(work),
      tickets: rows.map(({ id, departmentId }) => ({
        id,
        choice: String(work.get(departmentId) ?? 'stay'),
      })),
    },
    actor
  )
}
