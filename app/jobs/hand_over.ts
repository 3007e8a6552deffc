import type { Job } from '#services/jobs/job'

/** Goes on with hand-overs of open work that were too much for one act. */
const handOver: Job = {
  name: 'hand-over',
  schedule: '* * * * *',
  isWoken: true,
  async run(signal) {
    const { continueHandovers } = await import('#services/handovers/continue_handovers')
    await continueHandovers(signal)
  },
}

export default handOver
