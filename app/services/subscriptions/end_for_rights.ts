import db from '@adonisjs/lucid/services/db'
import { recordAudit } from '#services/activity/record_audit'
import clock from '#services/clock'
import type { SubscriptionRow } from '#services/subscriptions/subscription'

/**
 * Ends a subscription whose person may see less than when he began it.
 * @param deliveryId the mail that says so, at every try
 */
export async function endForRights(row: SubscriptionRow, deliveryId: number): Promise<void> {
  await db.transaction(async (trx) => {
    const ended = await trx
      .from('report_subscriptions')
      .where('id', row.id)
      .whereNull('ended_at')
      .update({ ended_at: clock.now().toJSDate(), ended_by: 'rights', ended_for: deliveryId })
    if (Number(ended) === 0) return
    await recordAudit(trx, {
      action: 'report_unsubscribed',
      subjectType: 'report_subscription',
      subjectId: row.id,
      subjectLabel: row.tab ?? row.kind,
    })
  })
}
