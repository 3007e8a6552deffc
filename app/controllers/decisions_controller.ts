import type { HttpContext } from '@adonisjs/core/http'
import { Conflict, NotFound, Refusal } from '#exceptions/refusals'
import { answerLink, openLink } from '#services/decisions/answer_link'
import { decideByLink } from '#services/decisions/decide_by_link'
import { answerForm } from '#services/words/answer_form'
import { linkDecisionForm } from '#validators/decisions'

/** The link of a request to decide, from a mail. */
export default class DecisionsController {
  /** Changes nothing: mail programs and scanners open links too. */
  async show(ctx: HttpContext) {
    return answerLink(ctx, await openLink(ctx))
  }

  async update(ctx: HttpContext) {
    const { request, response, params, i18n } = ctx
    const link = await openLink(ctx)
    if (!link || link.isShut || link.state !== 'open') {
      return answerLink(ctx, link, { isPressed: true })
    }
    return answerForm(
      ctx,
      async () => {
        const form = await request.validateUsing(linkDecisionForm)
        try {
          await decideByLink(link, form, request.ip())
        } catch (error) {
          if (!isLost(error)) throw error
          const typed = { form: request.only(['decision', 'note']), errors: {} }
          const problem = error.sentence(i18n.locale)
          if (error instanceof Conflict) response.status(409)
          return answerLink(ctx, await openLink(ctx), { isPressed: true, typed, problem })
        }
        return response.redirect().status(303).toPath(`/decisions/${params.token}`)
      },
      (typed) => answerLink(ctx, link, { typed })
    )
  }
}

/** Somebody was faster, or the link ended while it was pressed: the page as it is now says so. */
function isLost(error: unknown): error is Refusal {
  const { status } = error as { status?: number }
  return (
    error instanceof Conflict ||
    error instanceof NotFound ||
    (error instanceof Refusal && status === 403)
  )
}
