import type { Job } from '#services/jobs/job'

/** Proves the audit's chain once a night, so that the page of the audit can say so. */
const verifyTheAudit: Job = {
  name: 'verify-audit',
  schedule: '41 2 * * *',
  async run() {
    const { checkAudit } = await import('#services/audit/check_audit')
    const { asTheOnlyOne } = await import('#services/jobs/as_the_only_one')
    await asTheOnlyOne('verify-audit', () => checkAudit())
  },
}

export default verifyTheAudit
