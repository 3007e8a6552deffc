import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { readSettings } from '#services/settings/read_settings'
import { saveSettings } from '#services/settings/save_settings'
import { readForm } from '#services/words/read_form'
import { settingsValidator } from '#validators/master_data'

export default class SettingsController {
  async edit({ view }: HttpContext) {
    return view.render('pages/admin/settings/edit', { form: await readSettings(), errors: {} })
  }

  async update(ctx: HttpContext) {
    const { form, errors } = await readForm(ctx, settingsValidator)
    if (errors) {
      ctx.response.status(422)
      return ctx.view.render('pages/admin/settings/edit', { form: ctx.request.all(), errors })
    }
    await saveSettings(form, actorOf(ctx))
    ctx.session.flash('toasts', [{ text: ctx.i18n.t('admin.settings.saved') }])
    return ctx.response.redirect('/admin/settings')
  }
}
