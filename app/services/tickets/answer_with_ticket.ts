import type { HttpContext } from '@adonisjs/core/http'
import { Refusal } from '#exceptions/refusals'
import { renderTicket, type TicketAnswer } from '#services/tickets/render_ticket'
import { typedForm } from '#services/tickets/typed_form'
import { fieldErrors } from '#services/words/field_errors'
import { flashToast } from '#services/words/flash_toast'
import { isFragment } from '#services/words/is_fragment'
import { leadTo } from '#services/words/lead_to'

/**
 * Runs a change of a ticket and answers with the ticket: after success the region (htmx) or a redirect with a toast;
 * 422 with the form as typed, 403 and 409 with the reason, each above the ticket as it is now. Strangers get 404.
 * @param ask the dialog or form that stands open again when what was typed breaks a rule
 */
export async function changeTicket(
  ctx: HttpContext,
  ask: string,
  work: (ticketId: number) => Promise<TicketAnswer>
) {
  const ticketId = Number(ctx.params.ticketId)
  return orSayWhyNot(ctx, async () => {
    try {
      return await leadToTicket(ctx, ticketId, await work(ticketId))
    } catch (error) {
      const errors = fieldErrors(error, ctx.i18n.locale)
      if (!errors) throw error
      ctx.response.status(422)
      const { form, keptFiles } = await typedForm(ctx)
      return renderTicket(ctx, ticketId, { ask, form, errors, keptFiles })
    }
  })
}

/** Answers a refusal (403) or a lost race (409) with the ticket as it is now and the reason above it. */
export async function orSayWhyNot(ctx: HttpContext, work: () => Promise<unknown>) {
  try {
    return await work()
  } catch (error) {
    const isSaid = error instanceof Refusal && (error.status === 403 || error.status === 409)
    if (!isSaid) throw error
    ctx.response.status(error.status)
    const problem = error.sentence(ctx.i18n.locale)
    const typed = await typedForm(ctx)
    return renderTicket(ctx, Number(ctx.params.ticketId), { problem, ...typed })
  }
}

async function leadToTicket(ctx: HttpContext, ticketId: number, answer: TicketAnswer) {
  if (answer.leadsTo) return leadTo(ctx, answer.leadsTo, answer.toast!)
  if (isFragment(ctx)) return renderTicket(ctx, ticketId, answer)
  if (answer.toast) flashToast(ctx, answer.toast)
  if (answer.offer) ctx.session.flash('offer', answer.offer)
  return ctx.response.redirect(`/tickets/${ticketId}`)
}
