import type { HttpContext } from '@adonisjs/core/http'
import { Conflict } from '#exceptions/refusals'
import { actorOf } from '#services/actor_of'
import { closeDepartment } from '#services/handovers/close_department'
import type { Destination } from '#services/handovers/closing_form'
import { showClosing } from '#services/handovers/show_closing'
import { answerForm, type TypedForm } from '#services/words/answer_form'
import { flashToast } from '#services/words/flash_toast'
import { closingValidator } from '#validators/master_data'

/** Takes a department out of use. What is open in it is shown first; the button settles all of it. */
export default class ClosingController {
  async create(ctx: HttpContext) {
    return this.#page(ctx, { form: {}, errors: {} })
  }

  async store(ctx: HttpContext) {
    const { request, response, params } = ctx
    const work = async () => {
      const typed = await request.validateUsing(closingValidator)
      const form = {
        peopleTo: destination(typed.peopleTo),
        ticketsTo: destination(typed.ticketsTo),
        typesTo: typed.typesTo,
      }
      const { name, handoverId } = await closeDepartment(params.departmentId, form, actorOf(ctx))
      flashToast(ctx, 'handover.closing.done', { name })
      return response.redirect(handoverId ? `/admin/handovers/${handoverId}` : '/admin/departments')
    }
    try {
      return await answerForm(ctx, work, (typed) => this.#page(ctx, typed))
    } catch (error) {
      if (!(error instanceof Conflict)) throw error
      response.status(409)
      const form = request.only(['peopleTo', 'ticketsTo', 'typesTo'])
      return this.#page(ctx, { form, errors: {} }, error.sentence(ctx.i18n.locale))
    }
  }

  async #page({ view, params }: HttpContext, typed: TypedForm, conflict?: string) {
    const shown = await showClosing(params.departmentId)
    return view.render('pages/admin/departments/closing/create', { ...shown, ...typed, conflict })
  }
}

function destination(text: string | undefined): Destination | undefined {
  return text === undefined || text === 'stay' ? text : Number(text)
}
