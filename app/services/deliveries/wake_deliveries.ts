import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { sendJob } from '#services/jobs/send_job'
import { hasTelegram } from '#services/telegram/has_telegram'

/** Tells the worker, with the commit, that deliveries wait. */
export async function wakeDeliveries(trx: TransactionClientContract): Promise<void> {
  await sendJob(trx, 'deliver')
  if (hasTelegram()) await sendJob(trx, 'telegram')
}
