import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type Department from '#models/department'
import clock from '#services/clock'
import { sendJob } from '#services/jobs/send_job'

/** The job that counts deadlines anew. */
export const RECOUNT = 'recount-deadlines'

/** Lets the deadlines of a department's open tickets be counted anew once the caller's transaction is through. */
export async function askRecount(
  trx: TransactionClientContract,
  department: Department
): Promise<void> {
  await department
    .useTransaction(trx)
    .merge({
      calendarVersion: department.calendarVersion + 1,
      calendarChangedAt: clock.now(),
      recountAfter: 0,
    })
    .save()
  await sendJob(trx, RECOUNT)
}
