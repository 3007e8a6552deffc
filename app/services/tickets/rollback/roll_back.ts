import { Invalid, Refusal } from '#exceptions/refusals'
import type Ticket from '#models/ticket'
import { namesOf } from '#services/accounts/names_of'
import type { Actor } from '#services/actor'
import { recordActivity } from '#services/activity/record_activity'
import { skippedDetails } from '#services/tickets/decide'
import type { StepEntry } from '#services/tickets/enter_steps'
import { isFinished } from '#services/tickets/is_finished'
import { ownDetails } from '#services/tickets/own_details'
import { peopleBefore } from '#services/tickets/people_changes'
import { refuseStalePage } from '#services/tickets/refuse_stale_page'
import { planRollback, type RollbackPlan } from '#services/tickets/rollback/plan_rollback'
import { readPast } from '#services/tickets/rollback/read_past'
import { restoreBrief } from '#services/tickets/rollback/restore_brief'
import { restorePeople, settleWork } from '#services/tickets/rollback/restore_people'
import { restoreStatus } from '#services/tickets/rollback/restore_status'
import { tellRollback } from '#services/tickets/rollback/tell_rollback'
import { saveTicket } from '#services/tickets/save_ticket'
import { stopClock } from '#services/tickets/start_clock'
import { takeEffect } from '#services/tickets/take_effect'
import { turnClock } from '#services/tickets/turn_clock'
import { tellLeftMeanwhile } from '#services/trash/tell_left_meanwhile'
import {
  authorise,
  withLockedTicket,
  type LockedTicket,
} from '#services/tickets/with_locked_ticket'

export interface RollbackForm {
  /** The point: an activity of this ticket after which it stood as it shall stand again. */
  activityId: number
  reason: string
  /** The version that the preview showed. */
  lockVersion?: number
}

/**
 * Brings a ticket back to a point of its history, as a new activity: what the person could change himself today, nothing
 * that needs an approval which does not count for it (shared/workflows, rollback). One transaction under the row lock;
 * what is planned for the preview is planned again inside it.
 * @throws NotFound for strangers and activities of other tickets; Refusal 403; Conflict 409 for a stale page; Invalid 422
 *   without a reason, or when nothing would change
 */
export async function rollBack(
  ticketId: number,
  form: RollbackForm,
  actor: Actor
): Promise<Ticket> {
  return withLockedTicket(ticketId, actor, async (locked) => {
    const { ticket, trx, workflow } = locked
    authorise(locked, 'rollback')
    const past = await readPast(trx, ticket.id, form.activityId)
    refuseStalePage(ticket, form.lockVersion)
    const plan = await planRollback({ ...locked, client: trx }, past)
    if (plan.refusal) throw new Refusal(`rollback.${plan.refusal}`)
    if (plan.isNothing) throw new Invalid('reason', 'rollback.nothing')
    const note = form.reason.trim().slice(0, 500)
    if (!note) throw new Invalid('reason', `${workflow.key}.rollback.needs_reason`)
    const { status: fromStatus, statusSince: since } = ticket
    const wasFinished = isFinished(locked)
    const before = peopleBefore(locked)
    await restoreBrief(locked, plan)
    ticket.priority = plan.priority
    await restorePeople(locked, plan)
    const entry = await restoreStatus(locked, plan)
    await turnClock(locked, { status: fromStatus, since })
    const effect = await giveWork(locked, plan, entry, before.wasAssigned)
    ticket.rollbackCount += 1
    await saveTicket(ticket)
    await recordActivity(locked, {
      action: 'rolled_back',
      fromStatus,
      changes: plan.changes,
      details: {
        activityId: past.activityId,
        note,
        point: await pointOf(locked, plan),
        ...(plan.isBriefChanged ? { briefVersion: ticket.briefVersion } : {}),
        ...(entry.waiting || entry.skipped.length > 0 ? { round: ticket.round } : {}),
        ...(plan.voids.length > 0 ? { approvalsVoided: true } : {}),
        ...skippedDetails(entry),
        ...effect.details,
        ...ownDetails(locked, 'rollback'),
      },
      tells: tellRollback(locked, plan, { entry, before, effect: effect.tells }),
    })
    if (wasFinished) {
      await tellLeftMeanwhile({ ...locked, collaboratorIds: plan.people.collaboratorIds })
    }
    return ticket
  })
}

/** With every step passed over the people take effect as after a final approval; else their work follows the status. */
async function giveWork(
  locked: LockedTicket,
  plan: RollbackPlan,
  { waiting }: StepEntry,
  wasAssigned: boolean
) {
  if (plan.outcome.kind !== 'enters' || waiting) {
    await settleWork(locked, plan, wasAssigned)
    return { tells: [], details: {} }
  }
  stopClock(locked.ticket)
  return takeEffect({ ...locked, collaboratorIds: plan.people.collaboratorIds })
}

/** What the activity says of the point, so that it reads without it. */
async function pointOf({ trx }: LockedTicket, { past }: RollbackPlan) {
  const names = await namesOf(trx, [past.actorId])
  const { step, revision, name, userId } = past.details
  return {
    action: past.action,
    actor: names.get(past.actorId ?? 0) ?? null,
    actorId: past.actorId,
    at: past.at.toUTC().toISO(),
    details: { step, revision, name, userId },
  }
}
