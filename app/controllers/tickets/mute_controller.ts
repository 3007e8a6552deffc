import type { HttpContext } from '@adonisjs/core/http'
import { muteTicket, unmuteTicket } from '#services/notifications/mute_ticket'
import { changeTicket } from '#services/tickets/answer_with_ticket'
import { muteForm } from '#validators/notification_settings'
import { flashToast } from '#services/words/flash_toast'

export default class MuteController {
  async store(ctx: HttpContext) {
    return changeTicket(ctx, 'mute', async (id) => {
      await muteTicket(id, ctx.auth.getUserOrFail())
      return { toast: { text: ctx.i18n.t('ticket.mute.muted', { id }) } }
    })
  }

  async destroy(ctx: HttpContext) {
    const { auth, i18n, params, request, response } = ctx
    const { from } = await request.validateUsing(muteForm)
    if (from !== 'settings') {
      return changeTicket(ctx, 'mute', async (id) => {
        await unmuteTicket(id, auth.getUserOrFail())
        return { toast: { text: i18n.t('ticket.mute.unmuted', { id }) } }
      })
    }
    await unmuteTicket(Number(params.ticketId), auth.getUserOrFail())
    flashToast(ctx, 'ticket.mute.unmuted', { id: params.ticketId })
    return response.redirect('/me/notifications')
  }
}
