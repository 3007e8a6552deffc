import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { endSubscription } from '#services/subscriptions/end_subscription'
import { listSubscriptions } from '#services/subscriptions/list_subscriptions'
import { nextSending } from '#services/subscriptions/next_sending'
import { subscribe } from '#services/subscriptions/subscribe'
import { CADENCE_OF } from '#services/subscriptions/subscription'
import { viewing } from '#services/tickets/form_request'
import { answerForm, type TypedForm } from '#services/words/answer_form'
import { flashToast } from '#services/words/flash_toast'
import { subscriptionForm } from '#validators/subscriptions'

/** The reports that one gets by mail. */
export default class SubscriptionsController {
  async index(ctx: HttpContext) {
    return this.#page(ctx, { form: {}, errors: {} })
  }

  async store(ctx: HttpContext) {
    return answerForm(
      ctx,
      async () => {
        const { kind, tab, cadence, back, ...filters } =
          await ctx.request.validateUsing(subscriptionForm)
        const isNew = await subscribe({ kind, tab, cadence, filters }, actorOf(ctx))
        const often = kind === 'view' ? (cadence ?? 'weekly') : CADENCE_OF[kind]
        const next = viewing(ctx).times.moment(await nextSending(often))
        flashToast(ctx, isNew ? 'subscriptions.begun' : 'subscriptions.there', { next })
        return ctx.response.redirect(back ?? '/me/subscriptions')
      },
      (typed) => this.#page(ctx, typed)
    )
  }

  async destroy(ctx: HttpContext) {
    await endSubscription(Number(ctx.params.id), actorOf(ctx))
    flashToast(ctx, 'subscriptions.ended')
    return ctx.response.redirect('/me/subscriptions')
  }

  async #page({ view, auth, i18n }: HttpContext, typed: TypedForm) {
    const list = await listSubscriptions(auth.getUserOrFail(), i18n)
    return view.render('pages/me/subscriptions/index', { ...list, ...typed })
  }
}
