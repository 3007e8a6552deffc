import type { HttpContext } from '@adonisjs/core/http'
import { listActivities } from '#services/activity/list_activities'
import { offerActivityFilters } from '#services/activity/offer_activity_filters'
import clock from '#services/clock'
import { asTyped } from '#services/lists/as_typed'
import { readFilter } from '#services/lists/read_filter'
import { viewing } from '#services/tickets/form_request'
import { answerForm, type TypedForm } from '#services/words/answer_form'
import { activityFilter } from '#validators/activities'

const FILTERS = ['ticket', 'kind', 'person', 'workflow', 'from', 'to'] as const

export default class ActivitiesController {
  async index(ctx: HttpContext) {
    const { viewer, i18n, times } = viewing(ctx)
    const work = async () => {
      const question = await readFilter(ctx, activityFilter)
      return this.#page(ctx, await listActivities(viewer, question, { i18n, times }))
    }
    return answerForm(ctx, work, (typed) => this.#typed(ctx, typed))
  }

  /** The form alone, as it was typed: nothing is listed for filters that could not be read. */
  async #typed(ctx: HttpContext, { form, errors }: TypedForm) {
    const question = asTyped(form, FILTERS)
    const filters = await offerActivityFilters(question, ctx.i18n)
    return this.#page(ctx, { question, filters, days: null }, errors)
  }

  #page({ response, view }: HttpContext, page: object, errors: TypedForm['errors'] = {}) {
    response.header('cache-control', 'no-store')
    return view.render('pages/activities/index', { page: { ...page, errors }, now: clock.now() })
  }
}
