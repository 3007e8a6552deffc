import type { Job } from '#services/jobs/job'

/** Tells people of deadlines, of work that stands still and of work that nobody confirmed; confirms and closes it where a setting says so. Ends views of the desk as another person whose hour is over. */
const watchDeadlines: Job = {
  name: 'watch-deadlines',
  schedule: '* * * * *',
  async run() {
    const { isDemoBeingMade } = await import('#services/demo/one_demo')
    if (await isDemoBeingMade()) return
    const { watchTickets } = await import('#services/deadlines/watch_tickets')
    const { confirmUnanswered } = await import('#services/deadlines/confirm_unanswered')
    const { closeResolved } = await import('#services/deadlines/close_resolved')
    const { endOverdueViewings } = await import('#services/viewing/end_overdue_viewings')
    await watchTickets()
    await confirmUnanswered()
    await closeResolved()
    await endOverdueViewings()
  },
}

export default watchDeadlines
