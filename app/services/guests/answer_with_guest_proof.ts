import type { HttpContext } from '@adonisjs/core/http'
import { Refusal } from '#exceptions/refusals'
import { limitWords } from '#services/guests/limit_words'
import { asGuest, type GuestVisit } from '#services/guests/open_visit'
import { showGuestProof } from '#services/guests/show_guest_proof'
import type { ProofAnswer } from '#services/proofing/render_proof'
import type { ProofQuestion } from '#services/proofing/show_proof'
import type { Speaker } from '#services/proofing/speaker'
import { fieldErrors } from '#services/words/field_errors'
import { flashToast } from '#services/words/flash_toast'
import { isFragment } from '#services/words/is_fragment'
import { timeWords } from '#services/words/time_words'
import { zoneOf } from '#services/words/zone_of'

/** One of the deliverables of a link, for one guest: the page, or its region alone where htmx asks. */
export async function renderGuestProof(
  ctx: HttpContext,
  visit: GuestVisit,
  question: ProofQuestion,
  answer: ProofAnswer = {}
) {
  const { i18n, params, view } = ctx
  const words = { i18n, times: timeWords(zoneOf(null), i18n) }
  const base = `/review/${params.token}`
  const proof = await showGuestProof(visit, Number(params.id), base, question, words)
  const { guest, review } = visit
  const state = { proof, guest, review, form: {}, errors: {}, ...answer }
  const page = isFragment(ctx) ? 'region' : 'show'
  return view.render(`pages/reviews/deliverables/${page}`, state)
}

/**
 * Runs what a guest says about a proof and answers with the proof as he may see it: after success its region (htmx) or a
 * redirect with a toast; 422, 403 and 409 with the reason and the form as typed. Everything that is not his is an ended link.
 * @param work says it on that ticket, as that guest
 */
export async function changeGuestProof(
  ctx: HttpContext,
  ask: string,
  work: (ticketId: number, speaker: Speaker) => Promise<{ toast: string; pin?: number }>
) {
  const { params, request, response } = ctx
  const typed = String(request.input('version'))
  const question = { version: /^[1-9]\d{0,3}$/.test(typed) ? Number(typed) : undefined }
  return asGuest(ctx, async (visit) => {
    await limitWords(ctx, visit.review)
    const { id, name, guestReviewId: reviewId } = visit.guest
    try {
      const { toast, pin } = await work(visit.ticket.id, { guest: { id, name, reviewId } })
      if (isFragment(ctx)) {
        return await renderGuestProof(ctx, visit, question, { toast: { text: toast } })
      }
      flashToast(ctx, { text: toast })
      const at = question.version ? `?version=${question.version}` : ''
      const place = pin ? `#pin-${pin}` : ''
      const page = `/review/${params.token}/deliverables/${params.id}`
      return response.redirect(`${page}${at}${place}`, false, 303)
    } catch (error) {
      return sayWhyNot(ctx, visit, error, ask, question)
    }
  })
}

async function sayWhyNot(
  ctx: HttpContext,
  visit: GuestVisit,
  error: unknown,
  ask: string,
  question: ProofQuestion
) {
  const { i18n, request, response } = ctx
  const errors = fieldErrors(error, i18n.locale)
  const isSaid = error instanceof Refusal && (error.status === 403 || error.status === 409)
  if (!errors && !isSaid) throw error
  response.status(errors ? 422 : (error as Refusal).status)
  const form: Record<string, unknown> = request.except(['_csrf'])
  // What was chosen for an older version is not chosen for this one.
  if (isSaid && ask === 'decision') delete form.decision
  return renderGuestProof(ctx, visit, isSaid ? {} : question, {
    ask,
    form,
    errors: errors ?? {},
    problem: isSaid ? error.sentence(i18n.locale) : undefined,
  })
}
