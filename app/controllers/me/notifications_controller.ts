import type { HttpContext } from '@adonisjs/core/http'
import { isAlwaysOn } from '#services/notifications/events'
import { loadMuted, loadSettings } from '#services/notifications/load_settings'
import { saveSettings } from '#services/notifications/save_settings'
import { channelsHere, eventsFor } from '#services/notifications/settings_rows'
import { hasTelegram } from '#services/telegram/has_telegram'
import { answerForm, type TypedForm } from '#services/words/answer_form'
import { zoneOf } from '#services/words/zone_of'
import { settingsValidator } from '#validators/notification_settings'
import { flashToast } from '#services/words/flash_toast'

export default class NotificationsController {
  async edit(ctx: HttpContext) {
    const form = await loadSettings(ctx.auth.getUserOrFail())
    return settingsPage(ctx, { form, errors: {} })
  }

  async update(ctx: HttpContext) {
    const { auth, request, response } = ctx
    return answerForm(
      ctx,
      async () => {
        const form = await request.validateUsing(settingsValidator)
        const { on = [], quietFrom = '', quietUntil = '', digestAt = '' } = form
        const quietHoldsRequests = form.quietHoldsRequests ?? false
        await saveSettings(
          { on, quietFrom, quietUntil, quietHoldsRequests, digestAt },
          auth.getUserOrFail()
        )
        flashToast(ctx, 'me_notifications.saved')
        return response.redirect('/me/notifications')
      },
      (typed) => settingsPage(ctx, typed)
    )
  }
}

async function settingsPage({ auth, view }: HttpContext, { form, errors }: TypedForm) {
  const viewer = auth.getUserOrFail()
  return view.render('pages/me/notifications/edit', {
    form: { ...form, on: [form.on ?? []].flat() },
    errors,
    channels: channelsHere(),
    events: eventsFor(viewer),
    isAlwaysOn,
    isUnlinked: hasTelegram() && !viewer.telegramChatId,
    muted: await loadMuted(viewer),
    zone: zoneOf(viewer),
  })
}
