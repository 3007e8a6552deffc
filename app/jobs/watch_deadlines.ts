import type { Job } from '#services/jobs/job'

/** Tells people of deadlines, of work that stands still and of work that nobody confirmed. */
const watchDeadlines: Job = {
  name: 'watch-deadlines',
  schedule: '* * * * *',
  async run() {
    const { watchTickets } = await import('#services/deadlines/watch_tickets')
    const { confirmForRequesters } = await import('#services/deadlines/confirm_for_requesters')
    await watchTickets()
    await confirmForRequesters()
    const { confirmUnanswered } = await import('#services/deadlines/confirm_unanswered')
    await confirmUnanswered()
  },
}

export default watchDeadlines
