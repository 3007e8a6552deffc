import type { Job } from '#services/jobs/job'

/** Tells people of deadlines, of work that stands still and of work that nobody confirmed; confirms it where a setting says so. */
const watchDeadlines: Job = {
  name: 'watch-deadlines',
  schedule: '* * * * *',
  async run() {
    const { watchTickets } = await import('#services/deadlines/watch_tickets')
    const { confirmUnanswered } = await import('#services/deadlines/confirm_unanswered')
    await watchTickets()
    await confirmUnanswered()
  },
}

export default watchDeadlines
