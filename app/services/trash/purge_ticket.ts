import { Conflict, NotFound, Refusal } from '#exceptions/refusals'
import type { Actor } from '#services/actor'
import { recordAudit } from '#services/activity/record_audit'
import { sendJob } from '#services/jobs/send_job'
import { findTicket } from '#services/tickets/find_ticket'
import { withLockedTicket } from '#services/tickets/with_locked_ticket'
import { holdDeliveries } from '#services/trash/hold_deliveries'
import { keepFacts } from '#services/trash/keep_facts'
import { listFilesToRemove } from '#services/trash/list_files_to_remove'
import { removeTicket } from '#services/trash/remove_ticket'
import { TRASH_JOB } from '#services/trash/trash_job'

export interface PurgeOptions {
  /** Only if it was trashed before this moment: it may have been brought back and trashed again meanwhile. */
  trashedBefore?: Date
  /** Do not wait for a ticket that somebody holds. */
  skipLocked?: boolean
}

/**
 * Removes a trashed ticket for good, with everything that people wrote and put on it: its rows, snapshots, texts of its
 * activities, notifications, deliveries, and by the worker its files. What stays: the bare activities, one row of facts
 * for reports, an audit event with the number. Tickets that were merged into it or follow up on it stand as before.
 * @throws NotFound when it is gone or hidden; Refusal 403 for anybody but an admin (or the system); Conflict 409 for a
 * ticket that is not in the trash, is being told of right now, or is held by somebody
 */
export async function purgeTicket(
  ticketId: number,
  actor: Actor,
  { trashedBefore, skipLocked }: PurgeOptions = {}
): Promise<void> {
  try {
    await withLockedTicket(
      ticketId,
      actor,
      async (locked) => {
        const { trx, ticket, standing } = locked
        if (!standing.relations.has('admin')) throw new Refusal('admins_only')
        if (trashedBefore && ticket.deletedAt!.toJSDate() >= trashedBefore) throw new NotFound()
        await holdDeliveries(trx, ticket.id)
        await keepFacts(trx, ticket.id, actor)
        await listFilesToRemove(trx, ticket.id)
        await removeTicket(trx, ticket.id)
        await recordAudit(trx, {
          actor: locked.actor,
          action: 'ticket_purged',
          subjectType: 'ticket',
          subjectId: ticket.id,
          subjectLabel: `#${ticket.id}`,
        })
        await sendJob(trx, TRASH_JOB)
      },
      { trashed: true, skipLocked }
    )
  } catch (error) {
    if (!(error instanceof NotFound) || !actor.by) throw error
    await findTicket(ticketId, actor.by)
    throw new Conflict('trash.not_in_trash', { id: ticketId })
  }
}
