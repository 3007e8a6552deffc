import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

/** Named one by one up to here; more than that say no more. */
const NAMED = 200

export default class ReportsCheck extends BaseCommand {
  static commandName = 'reports:check'
  static description =
    'Count every ticket, the sums of past months and every frozen month again; ends with 1 when something differs'
  static options: CommandOptions = { startApp: true }

  @flags.boolean({ description: 'Leave out the months' })
  declare ticketsOnly: boolean

  async run() {
    const { bePatient } = await import('#services/observing/watch_connection')
    const hurryAgain = bePatient()
    const { checkFacts } = await import('#services/reports/replay/check_facts')
    const begun = performance.now()
    let named = 0
    const say = (line: string) => {
      named += 1
      if (named <= NAMED) this.logger.error(line)
      if (named === NAMED + 1) this.logger.error('… and more')
    }
    const { tickets, differing, bare } = await checkFacts(({ ticketId, what, written, told }) =>
      say(`#${ticketId} ${what}: ${written ?? 'none'} is written, ${told ?? 'none'} is told`)
    )
    this.logger.log(`${tickets} tickets, ${differing} differ from their history`)
    if (bare > 0) {
      this.logger.log(
        `${bare} were brought over without snapshots; only their way and counts are told`
      )
    }
    if (!this.ticketsOnly) {
      const { checkSums } = await import('#services/reports/sums/check_sums')
      const sums = await checkSums(say)
      this.logger.log(`${sums.months} months with sums`)
      const { checkMonths } = await import('#services/reports/monthly/check_months')
      const { months } = await checkMonths(say)
      this.logger.log(`${months} frozen months`)
    }
    const seconds = ((performance.now() - begun) / 1000).toFixed(1)
    if (named > 0) this.exitCode = 1
    else this.logger.success(`No difference, after ${seconds} s`)
    hurryAgain()
  }
}
