import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { askBackup } from '#services/backup/ask_backup'
import { listBackups } from '#services/backup/list_backups'
import { flashToast } from '#services/words/flash_toast'

export default class BackupsController {
  async index({ view, i18n }: HttpContext) {
    return view.render('pages/admin/backups/index', await listBackups(i18n))
  }

  async store(ctx: HttpContext) {
    await askBackup(actorOf(ctx))
    flashToast(ctx, 'backups.asked')
    return ctx.response.redirect('/admin/backups')
  }
}
