import clock from '#services/clock'
import type { Job } from '#services/jobs/job'

const PAUSE = 1_000

/** Seals the audit's chain, each second or every thousand events. */
const sealTheAudit: Job = {
  name: 'seal-audit',
  schedule: '* * * * *',
  async run(signal) {
    const { sealAudit } = await import('#services/audit/seal_audit')
    while (!signal.aborted && (await sealAudit()) > 0);
    return clock.now().plus(PAUSE).toJSDate()
  },
}

export default sealTheAudit
