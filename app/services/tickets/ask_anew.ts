import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import Ticket from '#models/ticket'
import { tell } from '#services/notifications/tell'
import { askApprovers } from '#services/tickets/ask_approvers'
import { planStep } from '#services/tickets/plan_step'
import { workflows } from '#workflows/index'

const COLUMN = { department: 'requestingDepartmentId', creative: 'handlingDepartmentId' } as const

/**
 * Asks those who have become able to decide a waiting step of these departments (somebody was named, deactivated, moved
 * or got another role). Whoever was asked for the step already is not asked again.
 * @returns how many tickets were asked for anew
 */
export async function askAnew(
  trx: TransactionClientContract,
  departmentIds: number[]
): Promise<number> {
  const tickets = await waitingTickets(trx, departmentIds)
  let asked = 0
  for (const ticket of tickets) if (await askForOne(trx, ticket)) asked += 1
  return asked
}

async function waitingTickets(trx: TransactionClientContract, departmentIds: number[]) {
  const query = Ticket.query({ client: trx }).whereNull('deletedAt').orderBy('id')
  return query.where((any) => {
    for (const workflow of workflows) {
      for (const [status, { step }] of Object.entries(workflow.statuses)) {
        if (!step) continue
        any.orWhere((one) =>
          one.where({ workflow: workflow.key, status }).whereIn(COLUMN[step], departmentIds)
        )
      }
    }
  })
}

async function askForOne(trx: TransactionClientContract, ticket: Ticket): Promise<boolean> {
  const step = ticket.waitingStep!
  const plan = await planStep(step, ticket, trx)
  const known = await trx
    .from('notifications')
    .where('ticket_id', ticket.id)
    .whereIn('kind', ['new_request', 'pending_creative'])
    .where('created_at', '>=', ticket.statusSince.toJSDate())
    .select('user_id')
  const approvers = plan.approvers.filter(({ id }) => !known.some((row) => row.user_id === id))
  if (approvers.length === 0) return false
  await tell(
    trx,
    {
      eventKey: `asked:${ticket.id}:${ticket.round}:${ticket.briefVersion}:${step}`,
      ticket,
      activityId: null,
      actorId: null,
      isInternal: false,
    },
    askApprovers({ waiting: { ...plan, approvers } })
  )
  return true
}
