import db from '@adonisjs/lucid/services/db'
import { NotFound } from '#exceptions/refusals'
import { recordAudit } from '#services/activity/record_audit'
import type { Actor } from '#services/actor'
import clock from '#services/clock'

/**
 * Ends a subscription, by the person or by the link of one of its mails. What was ended before stays so.
 * @throws NotFound for one that is not his
 */
export async function endSubscription(id: number, actor: Actor): Promise<void> {
  await db.transaction(async (trx) => {
    const row = await trx
      .from('report_subscriptions')
      .where({ id, user_id: actor.by!.id })
      .forUpdate()
      .first()
    if (!row) throw new NotFound()
    if (row.ended_at) return
    await trx
      .from('report_subscriptions')
      .where('id', id)
      .update({
        ended_at: clock.now().toJSDate(),
        ended_by: actor.channel === 'email' ? 'link' : 'person',
      })
    await recordAudit(trx, {
      actor,
      action: 'report_unsubscribed',
      subjectType: 'report_subscription',
      subjectId: id,
      subjectLabel: row.tab ?? row.kind,
    })
  })
}
