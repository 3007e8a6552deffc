import type { Job } from '#services/jobs/job'

/** Sends what waits in the outbox. */
const deliver: Job = {
  name: 'deliver',
  schedule: '* * * * *',
  isWoken: true,
  async run(signal) {
    const { deliverDue } = await import('#services/deliveries/deliver_due')
    return deliverDue({ signal })
  },
}

export default deliver
