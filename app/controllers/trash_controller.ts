import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { eachOnItsOwn } from '#services/tickets/each_on_its_own'
import { restoreTicket, trashTicket } from '#services/tickets/trash_ticket'
import { answerChosen } from '#services/trash/answer_chosen'
import { listTrash } from '#services/trash/list_trash'
import { readChosen } from '#services/trash/read_chosen'
import { sayOutcome } from '#services/trash/say_outcome'
import { flashToast, flashToasts } from '#services/words/flash_toast'
import { chosenValidator, trashFilter } from '#validators/trash'

export default class TrashController {
  async index({ auth, request, response, view }: HttpContext) {
    const { q, page = 1 } = await trashFilter.validate(request.qs())
    const trash = await listTrash(auth.getUserOrFail(), { q, page })
    response.header('cache-control', 'no-store')
    return view.render('pages/trash/index', { ...trash, q: q ?? '' })
  }

  /** Moves the chosen tickets to the trash; what went can be brought back at once. */
  async store(ctx: HttpContext) {
    const { i18n } = ctx
    const form = await readChosen(ctx, chosenValidator)
    if (!form) return answerChosen(ctx, [{ text: i18n.t('trash.none_chosen'), tone: 'stop' }])
    const actor = actorOf(ctx)
    const outcome = await eachOnItsOwn(form.tickets, actor, (id) => trashTicket(id, actor))
    const toasts = sayOutcome(outcome, i18n, {
      key: 'trash.moved',
      undoTo: form.back ?? '/tickets',
    })
    return answerChosen(ctx, toasts, form.back)
  }

  /** Brings the chosen ones back. */
  async destroy(ctx: HttpContext) {
    const { i18n, response } = ctx
    const form = await readChosen(ctx, chosenValidator)
    if (!form) {
      flashToast(ctx, 'trash.none_chosen')
      return response.status(303).redirect('/trash')
    }
    const actor = actorOf(ctx)
    const outcome = await eachOnItsOwn(form.tickets, actor, (id) => restoreTicket(id, actor))
    flashToasts(ctx, sayOutcome(outcome, i18n, { key: 'trash.several_restored' }))
    return response.status(303).redirect(form.back ?? '/trash')
  }
}
