import type { HttpContext } from '@adonisjs/core/http'
import env from '#start/env'
import { actorOf } from '#services/actor_of'
import { readSettings } from '#services/settings/read_settings'
import { saveSettings } from '#services/settings/save_settings'
import { answerForm, type TypedForm } from '#services/words/answer_form'
import { flashToast } from '#services/words/flash_toast'
import { BACKUP_HOURS, settingsValidator } from '#validators/master_data'

export default class SettingsController {
  async edit(ctx: HttpContext) {
    return this.#page(ctx, { form: await readSettings(), errors: {} })
  }

  async update(ctx: HttpContext) {
    return answerForm(
      ctx,
      async () => {
        const form = await ctx.request.validateUsing(settingsValidator)
        const linksNeedSignIn = form.linksNeedSignIn ?? false
        await saveSettings({ ...(await readSettings()), ...form, linksNeedSignIn }, actorOf(ctx))
        flashToast(ctx, 'admin.settings.saved')
        return ctx.response.redirect('/admin/settings')
      },
      (typed) => this.#page(ctx, typed)
    )
  }

  #page({ view }: HttpContext, typed: TypedForm) {
    return view.render('pages/admin/settings/edit', {
      ...typed,
      backupHours: BACKUP_HOURS,
      zone: env.get('TIME_ZONE'),
    })
  }
}
