import { randomBytes } from 'node:crypto'
import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class DeskBenchData extends BaseCommand {
  static commandName = 'desk:bench-data'
  static description = 'Fill a database of its own with many tickets, to look at every page with'
  static options: CommandOptions = { startApp: true }

  @flags.number({ description: 'How many tickets, 100 to 2,000,000', default: 200_000 })
  declare tickets: number

  @flags.number({ description: 'The same seed gives the same tickets', default: 1 })
  declare seed: number

  @flags.string({ description: 'The password of every generated account; random when left out' })
  declare password: string

  @flags.boolean({ description: 'Also when the database is not named *bench*' })
  declare force: boolean

  async run() {
    const problem = await this.#problem()
    if (problem) {
      this.logger.error(problem)
      this.exitCode = 1
      return
    }
    const { default: hash } = await import('@adonisjs/core/services/hash')
    const { fillBench } = await import('#services/bench/fill_bench')
    const { KNOWN } = await import('#database/bench/people')
    const password = this.password ?? randomBytes(9).toString('base64url')
    const startedAt = Date.now()
    const seconds = () => `${((Date.now() - startedAt) / 1000).toFixed(1)} s`
    await fillBench({
      tickets: this.tickets,
      seed: this.seed,
      password: await hash.make(password),
      onPart: (part) => this.logger.info(`${part} (${seconds()})`),
    })
    this.logger.success(`${this.tickets.toLocaleString('en')} tickets in ${seconds()}`)
    this.logger.log(`\nSign in with the password ${password} as`)
    for (const { username, kind } of KNOWN) this.logger.log(`  ${username.padEnd(24)} ${kind}`)
  }

  /** Why nothing is filled in, or null. */
  async #problem(): Promise<string | null> {
    if (!Number.isInteger(this.tickets) || this.tickets < 100 || this.tickets > 2_000_000) {
      return '--tickets takes a whole number from 100 to 2,000,000.'
    }
    if (!Number.isInteger(this.seed)) return '--seed takes a whole number.'
    const { default: db } = await import('@adonisjs/lucid/services/db')
    const { rows } = await db.rawQuery(
      `select current_database() as name, exists (select 1 from tickets) as has_tickets,
        exists (select 1 from users where username like 'bench.%') as is_filled`
    )
    const { name, has_tickets: hasTickets, is_filled: isFilled } = rows[0]
    if (!name.includes('bench') && !this.force) {
      return `The database "${name}" is not named *bench*: nothing was written. Use npm run bench:data, or --force for a database you can lose.`
    }
    if (isFilled) return `The database "${name}" is filled already. Remove it to fill it anew.`
    if (hasTickets) return `The database "${name}" holds tickets of people: nothing was written.`
    return null
  }
}
