import type { Job } from '#services/jobs/job'

/** Removes what has run out: sessions, tokens, limits, drafts, stray files. */
const tidyUp: Job = {
  name: 'tidy-up',
  schedule: '17 * * * *',
  async run() {
    const { tidyUpDesk } = await import('#services/deadlines/tidy_up_desk')
    await tidyUpDesk()
  },
}

export default tidyUp
