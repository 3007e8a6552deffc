import type { Job } from '#services/jobs/job'

/** Keeps the sums of past months up to date; without it reports stay right and become slow. */
const sumPastMonths: Job = {
  name: 'sum-months',
  schedule: '*/5 * * * *',
  async run(signal) {
    const { sumMonths } = await import('#services/reports/sums/sum_months')
    await sumMonths(signal)
  },
}

export default sumPastMonths
