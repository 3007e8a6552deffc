import { BaseCommand } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class DeskPrepare extends BaseCommand {
  static commandName = 'desk:prepare'
  static description =
    'Migrate, fill in reference data, make the first admin or print the setup link'
  static options: CommandOptions = { startApp: true }

  async run() {
    const { bePatient } = await import('#services/observing/watch_connection')
    bePatient()
    const { unfinishedRestore } = await import('#services/backup/unfinished_restore')
    const unfinished = await unfinishedRestore()
    if (unfinished) {
      this.logger.error(unfinished)
      this.exitCode = 1
      return
    }
    const { default: db } = await import('@adonisjs/lucid/services/db')
    const { withLentRights } = await import('#services/rights/with_lent_rights')
    this.exitCode = await withLentRights(
      (sql) => db.rawQuery(sql),
      () => this.migrate()
    )
    if (this.exitCode) return
    const { seedReferenceData } = await import('#services/settings/seed_reference_data')
    await seedReferenceData()
    const { keepCertificateKey } = await import('#services/certificates/keep_certificate_key')
    await keepCertificateKey()
    const { prepareFirstAdmin } = await import('#services/accounts/prepare_first_admin')
    const outcome = await prepareFirstAdmin()
    if (outcome.madeAdmin) this.logger.success(`Made the admin ${outcome.madeAdmin}`)
    if (outcome.setupUrl)
      this.logger.log(`\nSet up Countersign here (the link works once):\n  ${outcome.setupUrl}\n`)
  }
  /** @returns the exit code */
  private async migrate(): Promise<number> {
    const migrated = await this.kernel.exec('migration:run', ['--force', '--no-schema-generate'])
    if (migrated.exitCode) return migrated.exitCode
    const { prepareJobs } = await import('#services/jobs/prepare_jobs')
    await prepareJobs()
    return 0
  }
}
