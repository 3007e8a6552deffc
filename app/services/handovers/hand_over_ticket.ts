import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { NotFound, Refusal } from '#exceptions/refusals'
import type { Actor } from '#services/actor'
import type { Choice } from '#services/handovers/choice'
import { markLeft, type WhyLeft } from '#services/handovers/mark_left'
import { addHelper } from '#services/tickets/add_collaborator'
import { assignLocked } from '#services/tickets/assign_ticket'
import { removeHelper } from '#services/tickets/remove_collaborator'
import { unassignLocked } from '#services/tickets/unassign_ticket'
import { isFinished } from '#services/tickets/is_finished'
import { isBusy, lockTicket, type LockedTicket } from '#services/tickets/with_locked_ticket'

/** Who leaves, and how. */
export interface Leaver {
  id: number
  name: string
  why: WhyLeft
}

export type State = 'given' | 'returned' | 'stays' | 'refused' | 'gone'

/** What became of one ticket; `refusal` is the rule that said no to what was chosen. */
export interface Outcome {
  state: State
  refusal?: { key: string; params: Record<string, string | number> }
}

/**
 * Hands over one ticket of somebody who leaves, in the caller's transaction: through the same doors as by hand, with the
 * activity and the deliveries of each. What a rule refuses stays with him, marked, and says why.
 * @throws what is no refusal: the ticket is busy, the database is away
 */
export async function handOverTicket(
  trx: TransactionClientContract,
  ticketId: number,
  leaver: Leaver,
  choice: Choice,
  actor: Actor
): Promise<Outcome> {
  try {
    return await trx.transaction(async (inner) =>
      carryOut(await lockTicket(inner, ticketId, actor), leaver, choice)
    )
  } catch (error) {
    if (error instanceof NotFound) return { state: 'gone' }
    if (!(error instanceof Refusal) || isBusy(error)) throw error
    await markLeft(await lockTicket(trx, ticketId, actor), leaver)
    return { state: 'refused', refusal: { key: error.key, params: error.params } }
  }
}

async function carryOut(locked: LockedTicket, leaver: Leaver, choice: Choice): Promise<Outcome> {
  const { ticket, collaboratorIds } = locked
  const isAssignee = ticket.assigneeId === leaver.id
  const isHis = isAssignee || collaboratorIds.includes(leaver.id)
  if (!isHis || !ticket.assignedAt || isFinished(locked)) return { state: 'gone' }
  if (choice === 'stay') {
    await markLeft(locked, leaver)
    return { state: 'stays' }
  }
  if (choice === 'queue') {
    if (isAssignee) await unassignLocked(locked, [TO_HAND_OUT])
    else await removeHelper(locked, leaver.id)
    return { state: 'returned' }
  }
  if (isAssignee) {
    await assignLocked(locked, {
      assigneeId: choice,
      collaboratorIds: await ableHelpers(locked, leaver.id),
    })
  } else {
    await addHelper(locked, choice)
    await removeHelper(locked, leaver.id)
  }
  return { state: 'given' }
}

/** Nobody has it now: whoever hands out the work has to know. */
const TO_HAND_OUT = { to: ['handling_managers' as const], kind: 'left_unassigned' }

/** Who goes on helping. Others who left before would shut the door to the new assignee. */
async function ableHelpers({ trx, ticket, collaboratorIds }: LockedTicket, leaverId: number) {
  const rows = await trx
    .from('users')
    .whereIn('id', collaboratorIds)
    .whereNot('id', leaverId)
    .where('department_id', ticket.handlingDepartmentId)
    .whereNull('deactivated_at')
    .orderBy('id')
    .select('id')
  return rows.map((row) => row.id as number)
}
