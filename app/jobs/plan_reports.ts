import type { Job } from '#services/jobs/job'

/** Puts the daily report, digests and subscribed reports into the outbox when their time has come. */
const planReports: Job = {
  name: 'plan-reports',
  schedule: '* * * * *',
  async run() {
    const { isDemoBeingMade } = await import('#services/demo/one_demo')
    if (await isDemoBeingMade()) return
    const { planReports: plan } = await import('#services/subscriptions/plan_reports')
    await plan()
  },
}

export default planReports
