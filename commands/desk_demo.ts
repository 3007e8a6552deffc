import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class DeskDemo extends BaseCommand {
  static commandName = 'desk:demo'
  static description =
    'Fill the desk with a demo organisation: forty people and ninety days of work'
  static options: CommandOptions = { startApp: true }

  @flags.number({ description: 'About how many tickets, 20 to 1000', default: 300 })
  declare tickets: number

  @flags.boolean({ description: 'Also when there are tickets already' })
  declare force: boolean

  async run() {
    const prepared = await this.#prepare()
    if (!prepared) return
    const { asTheOnlyDemo } = await import('#services/demo/one_demo')
    const { loadDemo } = await import('#services/demo/load_demo')
    const startedAt = Date.now()
    const demo = await asTheOnlyDemo(() =>
      loadDemo({
        tickets: Math.min(1000, Math.max(20, this.tickets)),
        onProgress: (done, of) => {
          if (done % 50 === 0) this.logger.info(`${done} of ${of} tickets`)
        },
      })
    )
    if (!demo) {
      this.logger.error('Another process is making a demo organisation on this desk.')
      this.exitCode = 1
      return
    }
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
    this.logger.success(`${demo.people} people and ${demo.tickets} tickets in ${seconds} s`)
    if (demo.stopped.length > 0) this.logger.warning(`Cut short: ${demo.stopped.join(' ')}`)
    this.logger.log(
      `\nSign in as one of these, with the password ${demo.password} (shown only now):`
    )
    for (const { kind, username } of demo.examples) this.logger.log(`  ${kind}: ${username}`)
  }

  /** Migrates and seeds, so that the demo can be the first thing done; refuses a desk that is in use. */
  async #prepare(): Promise<boolean> {
    const migrated = await this.kernel.exec('migration:run', ['--force', '--no-schema-generate'])
    if (migrated.exitCode) {
      this.exitCode = migrated.exitCode
      return false
    }
    const { prepareJobs } = await import('#services/jobs/prepare_jobs')
    const { seedReferenceData } = await import('#services/settings/seed_reference_data')
    await prepareJobs()
    await seedReferenceData()
    const { default: db } = await import('@adonisjs/lucid/services/db')
    const ticket = await db.from('tickets').select('id').first()
    if (!ticket || this.force) return true
    this.logger.error(
      'There are tickets on this desk already. Add --force to put the demo among them.'
    )
    this.exitCode = 1
    return false
  }
}
