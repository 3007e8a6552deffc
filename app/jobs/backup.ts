import { BACKUP_JOB } from '#services/backup/ask_backup'
import type { Job } from '#services/jobs/job'

/** Makes the backups that the schedule wants and that admins ask for. */
const backup: Job = {
  name: BACKUP_JOB,
  schedule: '* * * * *',
  isWoken: true,
  async run(signal) {
    const { planBackup } = await import('#services/backup/plan_backup')
    const { runBackups } = await import('#services/backup/run_backups')
    await planBackup()
    await runBackups(signal)
  },
}

export default backup
