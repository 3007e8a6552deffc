import { BaseCommand, args, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class Restore extends BaseCommand {
  static commandName = 'restore'
  static description = 'Bring a backup back into an empty installation, after checking all of it'
  static options: CommandOptions = { startApp: true }

  @args.string({ description: 'The backup', required: false })
  declare file?: string

  @flags.string({ description: 'A file with the APP_KEY of the installation that it was made in' })
  declare appKeyFile: string

  @flags.boolean({ description: 'Go on although that key is lost' })
  declare newKey: boolean

  async run() {
    const { bePatient } = await import('#services/observing/watch_connection')
    const { restoreHere } = await import('#services/backup/restore_here')
    const { BackupTrouble } = await import('#services/backup/backup_trouble')
    try {
      if (!this.file) throw new BackupTrouble('no_name')
      bePatient()
      const isAsked = process.stdin.isTTY && !this.newKey
      await restoreHere(this.file, {
        keyFile: this.appKeyFile,
        newKey: this.newKey,
        ask: isAsked ? () => this.prompt.secure('APP_KEY of that installation') : undefined,
        say: (line) => this.logger.log(line),
      })
      const prepared = await this.kernel.exec('desk:prepare', [])
      this.exitCode = prepared.exitCode
      if (!prepared.exitCode) this.logger.success('Restored. Start with: npm start')
    } catch (error) {
      if (!(error instanceof BackupTrouble)) throw error
      this.logger.error(error.message)
      this.exitCode = 1
    }
  }
}
