import type { Job } from '#services/jobs/job'
import { TRASH_JOB } from '#services/trash/trash_job'

/** Purges what lay in the trash too long, and removes the files of what was purged. */
const emptyTrash: Job = {
  name: TRASH_JOB,
  schedule: '*/10 * * * *',
  isWoken: true,
  async run(signal) {
    const { purgeOverdue } = await import('#services/trash/purge_overdue')
    const { removePurgedFiles } = await import('#services/trash/remove_purged_files')
    await purgeOverdue(signal)
    await removePurgedFiles(signal)
  },
}

export default emptyTrash
