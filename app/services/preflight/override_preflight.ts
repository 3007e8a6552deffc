import { Conflict, Invalid, NotFound } from '#exceptions/refusals'
import Attachment from '#models/attachment'
import Deliverable from '#models/deliverable'
import type { Actor } from '#services/actor'
import { recordActivity } from '#services/activity/record_activity'
import clock from '#services/clock'
import type { PreflightOutcome } from '#services/preflight/check_delivered'
import { countFailing } from '#services/preflight/count_failing'
import { authorise, withLockedTicket } from '#services/tickets/with_locked_ticket'

/**
 * Lets a deliverable's newest version stay although it fails its checks; the reason stands beside it and in the history.
 * A next version is checked anew. Whoever may deliver may do this.
 * @param version the version that was seen
 * @throws NotFound, Refusal 403, Conflict 409 when a newer version came or this one fails nothing, Invalid 422 on `reason`
 */
export async function overridePreflight(
  ticketId: number,
  id: number,
  { version, reason }: { version: number; reason: string },
  actor: Actor
): Promise<void> {
  await withLockedTicket(ticketId, actor, async (locked) => {
    const { trx, ticket, by } = locked
    authorise(locked, 'deliver')
    if (!reason.trim()) throw new Invalid('reason', 'preflight.reason')
    const deliverable = await Deliverable.query({ client: trx })
      .where({ id, ticketId })
      .whereNull('removedAt')
      .first()
    if (!deliverable?.currentId) throw new NotFound()
    const file = await Attachment.query({ client: trx })
      .where('id', deliverable.currentId)
      .firstOrFail()
    if (file.version !== version) throw new Conflict('preflight.newer', { name: deliverable.name })
    if (file.preflightOverriddenAt) return
    if (!isFailing(file)) throw new Conflict('preflight.not_failing', { name: deliverable.name })
    file.useTransaction(trx)
    await file
      .merge({
        preflightOverriddenBy: by!.id,
        preflightOverriddenAt: clock.now(),
        preflightReason: reason.trim(),
      })
      .save()
    await countFailing(trx, ticket)
    await ticket.save()
    await recordActivity(locked, {
      action: 'preflight_overridden',
      details: { name: deliverable.name, note: reason.trim().slice(0, 500), version },
      isChange: false,
      tells: [],
    })
  })
}

/** What is not known to fail needs no reason; one given ahead would hide what is found out later. */
function isFailing({ preflight }: Attachment): boolean {
  const outcome = (preflight ?? []) as PreflightOutcome[]
  return outcome.some(({ results }) => results.some(({ verdict }) => verdict === 'failed'))
}
