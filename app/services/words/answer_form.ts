import type { HttpContext } from '@adonisjs/core/http'
import { shareNavigation } from '#services/notifications/share_navigation'
import { fieldErrors, type FieldErrors } from '#services/words/field_errors'

/** What a form page needs to stand there again as it was typed. */
export interface TypedForm {
  form: Record<string, any>
  errors: FieldErrors
}

const SECRETS = ['password', 'currentPassword', '_csrf', 'token']

/**
 * Runs what a form asks for. When what was typed breaks a rule, answers 422 with the page that `show` renders: the form
 * as typed (never a password) and one sentence at each field.
 */
export async function answerForm(
  ctx: HttpContext,
  work: () => Promise<unknown>,
  show: (typed: TypedForm) => Promise<unknown>
): Promise<unknown> {
  try {
    return await work()
  } catch (error) {
    const errors = fieldErrors(error, ctx.i18n.locale)
    if (!errors) throw error
    ctx.response.status(422)
    await shareNavigation(ctx)
    return show({ form: ctx.request.except(SECRETS), errors })
  }
}
