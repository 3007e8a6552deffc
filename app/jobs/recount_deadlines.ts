import type { Job } from '#services/jobs/job'

/** Counts deadlines anew where the working hours of a department changed. */
const recountDeadlines: Job = {
  name: 'recount-deadlines',
  schedule: '* * * * *',
  isWoken: true,
  async run(signal) {
    const { recountDeadlines: recount } = await import('#services/calendars/recount_deadlines')
    await recount(signal)
  },
}

export default recountDeadlines
