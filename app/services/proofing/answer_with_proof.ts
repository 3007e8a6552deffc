import type { HttpContext } from '@adonisjs/core/http'
import { NotFound, Refusal } from '#exceptions/refusals'
import { renderGone, renderProof } from '#services/proofing/render_proof'
import type { ProofQuestion } from '#services/proofing/show_proof'
import { fieldErrors } from '#services/words/field_errors'
import { flashToast } from '#services/words/flash_toast'
import { isFragment } from '#services/words/is_fragment'

export type { ProofAnswer } from '#services/proofing/render_proof'

/**
 * Runs what somebody says about a proof and answers with the proof: after success its region (htmx) or a redirect with a
 * toast; 422, 403 and 409 with the reason and the form as typed, on the proof as it is now. Strangers get 404.
 */
export async function changeProof(
  ctx: HttpContext,
  ask: string,
  work: () => Promise<{ toast: string; pin?: number }>
) {
  const { request, response, session, i18n } = ctx
  const question = { version: seenVersion(request.input('version')) }
  try {
    const { toast, pin } = await work()
    if (isFragment(ctx)) return await renderProof(ctx, question, { toast: { text: toast } })
    flashToast({ session, i18n }, { text: toast })
    const { id, ticketId } = ctx.params
    const at = question.version ? `?version=${question.version}` : ''
    const place = pin ? `#pin-${pin}` : ''
    return response.redirect(`/tickets/${ticketId}/deliverables/${id}${at}${place}`, false, 303)
  } catch (error) {
    return sayWhyNot(ctx, error, ask, question)
  }
}

async function sayWhyNot(ctx: HttpContext, error: unknown, ask: string, question: ProofQuestion) {
  const { request, response, i18n } = ctx
  const form: Record<string, unknown> = request.except(['_csrf'])
  const errors = fieldErrors(error, i18n.locale)
  const isSaid = error instanceof Refusal && (error.status === 403 || error.status === 409)
  if (!errors && !isSaid) throw error
  response.status(errors ? 422 : (error as Refusal).status)
  const problem = isSaid ? error.sentence(i18n.locale) : undefined
  // Nothing is decided by accident: what was chosen for an older version is not chosen for this one.
  if (isSaid && ask === 'decision') delete form.decision
  try {
    return await renderProof(ctx, isSaid ? {} : question, {
      ask,
      form,
      errors: errors ?? {},
      problem,
    })
  } catch (gone) {
    if (!(gone instanceof NotFound) || !problem) throw gone
    return renderGone(ctx, problem, String(form.body ?? form.note ?? ''))
  }
}

/** The version that a form was filled in for; garbage is refused where it is judged. */
function seenVersion(typed: unknown): number | undefined {
  return /^[1-9]\d{0,3}$/.test(String(typed)) ? Number(typed) : undefined
}
