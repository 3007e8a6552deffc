import type { Job } from '#services/jobs/job'
import { RECHECK_JOB } from '#services/preflight/recheck_job'

/** Checks the newest versions on open tickets again, where an admin asked for it. */
const recheckFiles: Job = {
  name: RECHECK_JOB,
  schedule: '* * * * *',
  isWoken: true,
  async run(signal) {
    const { recheckFiles: recheck } = await import('#services/preflight/recheck_files')
    await recheck(signal)
  },
}

export default recheckFiles
