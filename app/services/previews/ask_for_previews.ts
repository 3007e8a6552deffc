import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { sendJob } from '#services/jobs/send_job'

/** Has the worker draw what waits, as soon as the caller's transaction commits. */
export async function askForPreviews(trx: TransactionClientContract): Promise<void> {
  await sendJob(trx, 'previews')
}
