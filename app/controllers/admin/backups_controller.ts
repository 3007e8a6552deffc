import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { askBackup } from '#services/backup/ask_backup'
import { listBackups } from '#services/backup/list_backups'
import { flashToast } from '#services/words/flash_toast'
import { isFragment } from '#services/words/is_fragment'

export default class BackupsController {
  async index(ctx: HttpContext) {
    const { view, i18n } = ctx
    const page = isFragment(ctx) ? 'components/backups/shown' : 'pages/admin/backups/index'
    return view.render(page, await listBackups(i18n))
  }

  async store(ctx: HttpContext) {
    await askBackup(actorOf(ctx))
    flashToast(ctx, 'backups.asked')
    return ctx.response.redirect('/admin/backups')
  }
}
