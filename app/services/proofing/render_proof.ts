import type { HttpContext } from '@adonisjs/core/http'
import { NotFound } from '#exceptions/refusals'
import Deliverable from '#models/deliverable'
import clock from '#services/clock'
import { countNavigation } from '#services/notifications/count_navigation'
import { shareNavigation } from '#services/notifications/share_navigation'
import { showProof, type ProofQuestion } from '#services/proofing/show_proof'
import { findTicket } from '#services/tickets/find_ticket'
import type { FieldErrors } from '#services/words/field_errors'
import type { Toast } from '#services/words/flash_toast'
import { isFragment } from '#services/words/is_fragment'
import { timeWords } from '#services/words/time_words'
import { zoneOf } from '#services/words/zone_of'

/** What the proof page says and keeps beside the proof itself. */
export interface ProofAnswer {
  toast?: Toast
  problem?: string
  /** The form that what was typed belongs to: pin, decision, answer-3. */
  ask?: string
  form?: Record<string, unknown>
  errors?: FieldErrors
}

/** The proof page, or its region alone where htmx asks. */
export async function renderProof(
  ctx: HttpContext,
  question: ProofQuestion,
  answer: ProofAnswer = {}
) {
  const { auth, i18n, params, request, response, view } = ctx
  const viewer = auth.getUserOrFail()
  const words = { i18n, times: timeWords(zoneOf(viewer), i18n) }
  const proof = await showProof(params.ticketId, params.id, viewer, question, words)
  response.header('cache-control', 'no-store')
  const state = { proof, now: clock.now(), form: {}, errors: {}, ...answer }
  await shareNavigation(ctx)
  if (!isFragment(ctx)) return view.render('pages/tickets/deliverables/show', state)
  const counts = request.method() === 'GET' ? null : await countNavigation(viewer)
  return view.render('pages/tickets/deliverables/region', { ...state, counts })
}

/**
 * Shows the proof; of one that was taken away since somebody was told of it, that it was.
 * @throws NotFound for strangers and for what never was
 */
export async function showOrSayGone(ctx: HttpContext, question: ProofQuestion) {
  const { auth, i18n, params, response } = ctx
  try {
    return await renderProof(ctx, question)
  } catch (error) {
    if (!(error instanceof NotFound)) throw error
    await findTicket(params.ticketId, auth.getUserOrFail())
    const { id, ticketId } = params
    const removed = await Deliverable.query()
      .where({ id, ticketId })
      .whereNotNull('removedAt')
      .first()
    if (!removed) throw error
    response.status(404)
    return renderGone(ctx, i18n.t('proof.gone.was', { name: removed.name }), '')
  }
}

/** It was taken away while somebody wrote about it: his words are given back. */
export async function renderGone(ctx: HttpContext, problem: string, typed: string) {
  const { ticketId } = ctx.params
  if (isFragment(ctx)) ctx.response.header('HX-Retarget', '#proof').header('HX-Reswap', 'innerHTML')
  const page = isFragment(ctx) ? 'gone_part' : 'gone'
  return ctx.view.render(`pages/tickets/deliverables/${page}`, { ticketId, problem, typed })
}
