import { BaseCommand, args } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class Backup extends BaseCommand {
  static commandName = 'backup'
  static description = 'Write everything into one file, while people work, and read it back'
  static options: CommandOptions = { startApp: true }

  @args.string({ description: 'Where to; below DATA_DIR/backups when left out', required: false })
  declare file?: string

  async run() {
    const { backUpNow } = await import('#services/backup/back_up_now')
    const { BackupTrouble } = await import('#services/backup/backup_trouble')
    try {
      const { path, lines } = await backUpNow(this.file)
      this.logger.success(path)
      for (const line of lines) this.logger.log(line)
    } catch (error) {
      if (!(error instanceof BackupTrouble)) throw error
      this.logger.error(error.message)
      this.exitCode = 1
    }
  }
}
