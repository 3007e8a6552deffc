import type { HttpContext } from '@adonisjs/core/http'
import { NotFound } from '#exceptions/refusals'
import { actorOf } from '#services/actor_of'
import { orSayWhyNot } from '#services/tickets/answer_with_ticket'
import { findTicket } from '#services/tickets/find_ticket'
import { prepareTransfer } from '#services/tickets/prepare_transfer'
import { transferTicket } from '#services/tickets/transfer_ticket'
import { answerForm, type TypedForm } from '#services/words/answer_form'
import { leadTo } from '#services/words/lead_to'
import { transferValidator } from '#validators/ticket_support'

export default class TransfersController {
  /** The page that asks where to, and why. */
  async create(ctx: HttpContext) {
    return orSayWhyNot(ctx, () => show(ctx))
  }

  /** Hands a ticket over; who sees it no longer is led to the list. */
  async store(ctx: HttpContext) {
    const { auth, i18n, params, request } = ctx
    const by = auth.getUserOrFail()
    const id = Number(params.ticketId)
    const save = async () => {
      await findTicket(id, by)
      const form = await request.validateUsing(transferValidator)
      const ticket = await transferTicket(
        id,
        {
          departmentId: form.department_id ?? null,
          reason: form.reason ?? '',
          priority: form.priority,
          lockVersion: form.lock_version,
        },
        actorOf(ctx)
      )
      const department = ticket.handlingDepartment.name
      const key = `workflow.${ticket.workflow}.transition.transfer.done`
      return leadTo(ctx, await pathFor(id, by), { text: i18n.t(key, { id, department }) })
    }
    return orSayWhyNot(ctx, () => answerForm(ctx, save, (typed) => show(ctx, typed)))
  }
}

async function show(ctx: HttpContext, typed?: TypedForm) {
  const page = await prepareTransfer(Number(ctx.params.ticketId), ctx.auth.getUserOrFail())
  ctx.response.header('cache-control', 'no-store')
  return ctx.view.render('pages/tickets/transfers/create', {
    ...page,
    form: {},
    errors: {},
    ...typed,
  })
}

async function pathFor(id: number, by: Parameters<typeof findTicket>[1]): Promise<string> {
  try {
    await findTicket(id, by)
    return `/tickets/${id}`
  } catch (error) {
    if (error instanceof NotFound) return '/tickets'
    throw error
  }
}
