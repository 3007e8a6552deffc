import type { HttpContext } from '@adonisjs/core/http'
import { limitTries } from '#services/accounts/limit_tries'
import { endByLink, readEndLink, type EndLink } from '#services/subscriptions/end_link'

/** The link in a report by mail that ends it. */
export default class SubscriptionsController {
  /** Changes nothing: mail programs and scanners open links too. */
  async show(ctx: HttpContext) {
    return this.#page(ctx, await this.#link(ctx))
  }

  /** A mail program that presses it for its reader waits for no redirect (RFC 8058). */
  async destroy(ctx: HttpContext) {
    const link = await this.#link(ctx)
    if (!link) return this.#page(ctx, null)
    await endByLink(link, ctx.request.ip())
    if (ctx.request.input('List-Unsubscribe') === 'One-Click') return ctx.response.send('')
    return ctx.response.redirect().status(303).toPath(ctx.request.url())
  }

  async #link({ params, request, i18n }: HttpContext): Promise<EndLink | null> {
    const link = await readEndLink(String(params.token), i18n)
    if (!link) await limitTries('report_link', { address: request.ip() })
    return link
  }

  #page({ view, response, params }: HttpContext, link: EndLink | null) {
    if (!link) response.status(404)
    return view.render('pages/subscriptions/show', { link, token: params.token })
  }
}
