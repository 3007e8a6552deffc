import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/**
 * Has the worker draw what waits, as soon as the caller's transaction commits. What sends jobs is loaded with the first file:
 * every web process starts with the code that receives them.
 */
export async function askForPreviews(trx: TransactionClientContract): Promise<void> {
  const { sendJob } = await import('#services/jobs/send_job')
  await sendJob(trx, 'previews')
}
