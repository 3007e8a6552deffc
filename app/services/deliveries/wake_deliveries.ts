import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { sendJob } from '#services/jobs/send_job'

/** Tells the worker, with the commit, that deliveries wait. */
export async function wakeDeliveries(trx: TransactionClientContract): Promise<void> {
  await sendJob(trx, 'deliver')
}
