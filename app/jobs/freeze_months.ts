import type { Job } from '#services/jobs/job'

/**
 * Freezes the month that is over: at half past midnight on the 1st wherever the organisation is. Asked for every quarter of
 * an hour because zones differ by as little, and when a worker starts; there is nothing to do all month long.
 */
const freezeMonths: Job = {
  name: 'freeze-months',
  schedule: '*/15 * * * *',
  isWoken: true,
  async run(signal) {
    const { isDemoBeingMade } = await import('#services/demo/one_demo')
    if (await isDemoBeingMade()) return
    const { freezeDueMonths } = await import('#services/reports/monthly/freeze_due_months')
    await freezeDueMonths(signal)
  },
}

export default freezeMonths
