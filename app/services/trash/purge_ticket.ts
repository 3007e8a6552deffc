import { Conflict, NotFound, Refusal } from '#exceptions/refusals'
import type { Actor } from '#services/actor'
import { recordAudit } from '#services/activity/record_audit'
import { sendJob } from '#services/jobs/send_job'
import { hasTelegram } from '#services/telegram/has_telegram'
import { findTicket } from '#services/tickets/find_ticket'
import { withLockedTicket, type LockedTicket } from '#services/tickets/with_locked_ticket'
import { holdDeliveries } from '#services/trash/hold_deliveries'
import { keepFacts } from '#services/trash/keep_facts'
import { listFilesToRemove } from '#services/trash/list_files_to_remove'
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
        await removeTicket(locked)
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

/** Texts and snapshots go last: their triggers let them go only when the ticket is gone. */
async function removeTicket({ trx, ticket: { id } }: LockedTicket): Promise<void> {
  await trx.from('tickets').where('merged_into', id).update({ merged_into: null })
  await removeDrafts(trx, id)
  await removeCards(trx, id)
  const deliveries = trx.from('deliveries').where('ticket_id', id).select('id')
  await trx.from('deliveries').whereIn('joined_into', deliveries).update({ joined_into: null })
  for (const table of ['deliveries', 'notifications', 'inbound_mails', 'live_lookers']) {
    await trx.from(table).where('ticket_id', id).delete()
  }
  await trx.from('tickets').where('id', id).delete()
  await trx.from('ticket_snapshots').where('ticket_id', id).delete()
  await trx.from('activity_texts').where('ticket_id', id).delete()
}

/**
 * Messages that stand in Telegram are rewritten without a word of the ticket; their rows hold no text, and go with the
 * next tidying. Without a bot nothing can be rewritten.
 */
async function removeCards(trx: LockedTicket['trx'], ticketId: number): Promise<void> {
  const cards = trx.from('telegram_cards').where('ticket_id', ticketId)
  if (!hasTelegram()) return void (await cards.delete())
  const marked = await cards.update({
    delivery_id: null,
    is_open: true,
    is_stale: true,
    next_try_at: null,
    attempts: 0,
    changes: trx.raw('changes + 1'),
  })
  if (Number(marked) > 0) await sendJob(trx, 'telegram')
}

/** A draft that was sent as this ticket, and one that is an untouched copy of it. */
async function removeDrafts(trx: LockedTicket['trx'], ticketId: number): Promise<void> {
  await trx.rawQuery(
    `delete from ticket_drafts d using tickets t
     where t.id = :ticketId
       and (exists (select 1 from idempotency_keys k
           where k.ticket_id = t.id and k.user_id = d.user_id and k.key = d.form ->> 'idempotencyKey')
         or (d.form ->> 'title' = t.title and d.form ->> 'description' = t.description))`,
    { ticketId }
  )
  await trx.from('idempotency_keys').where('ticket_id', ticketId).delete()
  await trx.from('idempotency_keys').whereLike('key', `follow-up:${ticketId}:%`).delete()
}
