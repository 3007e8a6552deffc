import db from '@adonisjs/lucid/services/db'
import { refuseUnlessAdmin } from '#services/accounts/admin_of'
import type { Actor } from '#services/actor'
import { recordAudit } from '#services/activity/record_audit'
import type { DeliveryChannel } from '#services/deliveries/claim_delivery'
import clock from '#services/clock'
import { wakeDeliveries } from '#services/deliveries/wake_deliveries'

/**
 * Sends failed deliveries again, with all their tries: one, all of a channel, or all of them. Others are passed over.
 * @returns how many are on their way again
 * @throws Refusal 403 for anybody but an admin
 */
export async function retryDeliveries(
  { delivery, channel }: { delivery?: number; channel?: DeliveryChannel },
  actor: Actor
): Promise<number> {
  return db.transaction(async (trx) => {
    await refuseUnlessAdmin(trx, actor)
    const failed = trx.from('deliveries').where('state', 'failed')
    if (delivery) failed.where('id', delivery)
    if (channel) failed.where('channel', channel)
    const rows = await failed.update(
      { state: 'waiting', attempts: 0, next_try_at: clock.now().toJSDate(), last_error: null },
      ['id']
    )
    if (rows.length === 0) return 0
    await recordAudit(trx, {
      actor,
      action: 'deliveries_retried',
      subjectType: 'delivery',
      subjectId: delivery,
      subjectLabel: String(rows.length),
    })
    await wakeDeliveries(trx)
    return rows.length
  })
}
