import type { HttpContext } from '@adonisjs/core/http'
import { Refusal } from '#exceptions/refusals'
import { shareNavigation } from '#services/notifications/share_navigation'
import { orSayWhyNot } from '#services/tickets/answer_with_ticket'
import { viewing } from '#services/tickets/form_request'
import { previewRollback } from '#services/tickets/rollback/preview_rollback'
import { rollBack } from '#services/tickets/rollback/roll_back'
import { answerForm, type TypedForm } from '#services/words/answer_form'
import { leadTo } from '#services/words/lead_to'
import { rollbackValidator } from '#validators/rollback'

export default class RollbacksController {
  /** What going back to this point would change, and a place for the reason. */
  async create(ctx: HttpContext) {
    return orSayWhyNot(ctx, () => show(ctx))
  }

  /** Goes back to it; a refusal and a lost race are answered with what would change now. */
  async store(ctx: HttpContext) {
    const { i18n, params, request } = ctx
    const save = async () => {
      const typed = await request.validateUsing(rollbackValidator)
      const { activityId, ticketId } = params
      const form = { activityId, reason: typed.reason ?? '', lockVersion: typed.lock_version ?? 0 }
      const ticket = await rollBack(ticketId, form, viewing(ctx).actor)
      const done = i18n.t(`workflow.${ticket.workflow}.transition.rollback.done`, { id: ticket.id })
      return leadTo(ctx, `/tickets/${ticket.id}`, { text: done })
    }
    return orSayWhyNot(ctx, async () => {
      try {
        return await answerForm(ctx, save, (typed) => show(ctx, typed))
      } catch (error) {
        if (!(error instanceof Refusal && isSaidHere(error))) throw error
        ctx.response.status(error.status)
        await shareNavigation(ctx)
        return show(ctx, { form: request.only(['reason']), errors: {} }, error)
      }
    })
  }
}

/** Refused for what the point is, or by somebody who was faster; who may not roll back at all reads that on the ticket. */
function isSaidHere({ key }: Refusal): boolean {
  return key.startsWith('rollback.') || key === 'changed_meanwhile' || key === 'busy'
}

async function show(ctx: HttpContext, typed?: TypedForm, problem?: Refusal) {
  const { params, response, view } = ctx
  const { viewer, i18n, times } = viewing(ctx)
  const page = await previewRollback(params.ticketId, params.activityId, viewer, { i18n, times })
  response.header('cache-control', 'no-store')
  const said = problem && { text: problem.sentence(i18n.locale), isStale: problem.status === 409 }
  return view.render('pages/tickets/rollbacks/create', {
    ...page,
    problem: said,
    form: {},
    errors: {},
    ...typed,
  })
}
