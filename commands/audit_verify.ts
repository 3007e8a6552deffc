import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class AuditVerify extends BaseCommand {
  static commandName = 'audit:verify'
  static description =
    'Prove that no audit event was changed, removed or slipped in; ends with 1 when something is wrong'
  static options: CommandOptions = { startApp: true }

  @flags.string({ description: 'A hash you wrote down earlier: the chain must still hold it' })
  declare head: string

  async run() {
    const { bePatient } = await import('#services/observing/watch_connection')
    const hurryAgain = bePatient()
    const { readHead } = await import('#services/audit/audit_head')
    const { verifyAudit } = await import('#services/audit/verify_audit')
    const { verdictWords } = await import('#services/audit/verdict_words')
    const { recordVerdict } = await import('#services/audit/record_verdict')
    const begun = performance.now()
    const verdict = await verifyAudit({ noted: await readHead(), head: this.head })
    const words = verdictWords(verdict, (performance.now() - begun) / 1000)
    for (const line of words.facts) this.logger.log(line)
    for (const line of words.findings) this.logger.error(line)
    if (words.findings.length > 0) this.exitCode = 1
    else this.logger.success(words.whole)
    await recordVerdict(verdict)
    hurryAgain()
  }
}
