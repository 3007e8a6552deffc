import type { HttpContext } from '@adonisjs/core/http'
import { readFormRequest } from '#services/tickets/form_request'
import { forgetDraft, keepDraft } from '#services/tickets/ticket_drafts'
import { flashToast } from '#services/words/flash_toast'

/** The form of a new ticket, kept while it is filled in; one for each person. */
export default class DraftsController {
  async store(ctx: HttpContext) {
    const { typed, viewer, times, i18n } = readFormRequest(ctx)
    const keptAt = await keepDraft(viewer.id, typed)
    if (ctx.request.accepts(['html', 'json']) === 'json') {
      const said = keptAt
        ? i18n.t('ticket_form.draft_kept', { time: times.moment(keptAt) })
        : i18n.t('ticket_form.draft_already_sent')
      return ctx.response.json({ keptAt: times.iso(keptAt) || null, said })
    }
    const text = i18n.t(`ticket_form.${keptAt ? 'draft_kept_toast' : 'draft_already_sent'}`)
    flashToast(ctx, { text })
    return ctx.response.redirect('/tickets/new', false, 303)
  }

  async destroy({ auth, response, session, i18n }: HttpContext) {
    await forgetDraft(auth.getUserOrFail().id)
    flashToast({ session, i18n }, 'ticket_form.discarded')
    return response.redirect('/tickets/new', false, 303)
  }
}
