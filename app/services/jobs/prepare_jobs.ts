import { PgBoss } from 'pg-boss'
import { jobs } from '#jobs/index'
import { connectionOptions, queueOptions } from '#services/jobs/queue_options'

/**
 * Installs or upgrades the job queue's own schema, and makes its queues and schedules. Web and worker processes never
 * migrate. Safe to run again.
 */
export async function prepareJobs(): Promise<void> {
  const boss = new PgBoss({ ...connectionOptions(1), schedule: false, supervise: false })
  boss.on('error', () => {})
  await boss.start()
  try {
    for (const { name, schedule, isWoken } of jobs) {
      await boss.createQueue(name, { ...queueOptions, notify: isWoken ?? false })
      await boss.schedule(name, schedule, undefined, { tz: 'UTC' })
    }
  } finally {
    await boss.stop({ graceful: false })
  }
}
