import { Invalid } from '#exceptions/refusals'
import clock from '#services/clock'
import type { ActivityEntry } from '#services/activity/record_activity'
import { plain, type Move } from '#services/tickets/moves/move'
import { collectPins } from '#services/deliverables/collect_pins'
import { versionsNow } from '#services/deliverables/versions_now'
import { askApprovers } from '#services/tickets/ask_approvers'
import { skippedDetails } from '#services/tickets/decide'
import { enterSteps, setStatus } from '#services/tickets/enter_steps'
import { startClock, stopClock } from '#services/tickets/start_clock'
import { takeEffect } from '#services/tickets/take_effect'
import * as times from '#services/tickets/ticket_times'
import { voidApprovals } from '#services/tickets/void_approvals'
import type { LockedTicket } from '#services/tickets/with_locked_ticket'
import type { Transition } from '#workflows/workflow'

/** What each creative transition does beyond status, activity and notifications; decisions stand in decide.ts. */
export const creativeMoves: Record<string, Move> = {
  resubmit: async (locked, transition) => {
    locked.ticket.round += 1
    return askAgain(locked, transition, {})
  },

  send_back: async (locked, transition, { note }) => {
    const { ticket } = locked
    // With the clock stopped they are a proposal again, whom no audience finds: they are told by name.
    const atWork = [...(ticket.assigneeId ? [ticket.assigneeId] : []), ...locked.collaboratorIds]
    stopClock(ticket)
    ticket.startedAt = null
    ticket.round += 1
    ticket.briefVersion += 1
    const asked = await askAgain(locked, transition, { note: note!.trim().slice(0, 500) })
    return { ...asked, tells: [...asked.tells, { to: { ids: atWork }, kind: transition.kind }] }
  },

  start: async (locked, transition) => {
    const now = clock.now()
    setStatus(locked, 'in_progress')
    await times.workStarted(locked.trx, locked.ticket, now)
    return plain(transition)
  },

  complete: async (locked, transition, { actualEnd }) => {
    const { ticket, trx } = locked
    const now = clock.now()
    if (ticket.requestType.isScheduled) {
      const end = actualEnd ?? now
      if (ticket.scheduledStart && end < ticket.scheduledStart) {
        throw new Invalid('actualEnd', 'creative.complete.ends_before_start')
      }
      if (end > now.plus({ minutes: 5 })) {
        throw new Invalid('actualEnd', 'creative.complete.ends_in_future')
      }
      ticket.actualEnd = end
      ticket.deadlineAt = end
    }
    setStatus(locked, 'completed')
    await times.workCompleted(trx, ticket, now)
    return plain(transition, await versionsNow(trx, ticket))
  },

  confirm: async (locked, transition) => {
    locked.ticket.confirmedAt = clock.now()
    locked.ticket.statusSince = locked.ticket.confirmedAt
    await times.workConfirmed(locked.trx, locked.ticket, locked.ticket.confirmedAt)
    return plain(transition, await versionsNow(locked.trx, locked.ticket))
  },

  request_revision: async (locked, transition, { note }) => {
    const { ticket, trx, by } = locked
    const now = clock.now()
    ticket.revisionCount += 1
    ticket.confirmedAt = null
    ticket.completedAt = null
    const started = ticket.startedAt
    setStatus(locked, 'in_progress')
    ticket.startedAt = started ?? now
    await times.revisionRequested(trx, ticket.id, now)
    await startClock(trx, ticket, now)
    const wish = note?.trim() ?? ''
    const { body, lines } = await collectPins(trx, ticket, wish, by!)
    const [comment] = await trx
      .table('comments')
      .insert({
        ticket_id: ticket.id,
        user_id: by!.id,
        body,
        revision_number: ticket.revisionCount,
        created_at: now.toJSDate(),
      })
      .returning('id')
    ticket.commentCount += 1
    ticket.lastCommentId = comment.id ?? comment
    return plain(transition, {
      revision: ticket.revisionCount,
      ...(wish ? { note: wish.slice(0, 500) } : {}),
      ...(lines.length > 0 ? { pins: lines } : {}),
      commentId: ticket.lastCommentId,
      ...(await versionsNow(trx, ticket)),
    })
  },
}

/** A new pass through the approval steps: the earlier signatures no longer count. */
async function askAgain(
  locked: LockedTicket,
  transition: Transition,
  details: Record<string, unknown>
): Promise<ActivityEntry> {
  await voidApprovals(locked)
  const entry = await enterSteps(locked, locked.workflow.steps[0])
  const tells = [...askApprovers(entry), { to: transition.tells, kind: transition.kind }]
  if (!entry.waiting) {
    const effect = await takeEffect(locked)
    tells.push(...effect.tells)
    details = { ...details, ...effect.details }
  }
  return {
    action: transition.activity as string,
    details: { ...details, round: locked.ticket.round, ...skippedDetails(entry) },
    tells,
  }
}
