import type { HttpContext } from '@adonisjs/core/http'
import { limitTries } from '#services/accounts/limit_tries'
import { renderTicket } from '#services/tickets/render_ticket'
import { readFormRequest, viewing } from '#services/tickets/form_request'
import { listTickets } from '#services/tickets/list/list_tickets'
import { openBriefForm } from '#services/tickets/open_brief_form'
import { openTicketForm } from '#services/tickets/open_ticket_form'
import { saySent } from '#services/tickets/say_sent'
import { showBriefForm, showTicketForm } from '#services/tickets/show_ticket_form'
import { submitBriefForm } from '#services/tickets/submit_brief_form'
import { submitTicketForm } from '#services/tickets/submit_ticket_form'
import { typedFromTicket } from '#services/tickets/typed_from_ticket'
import { isFragment } from '#services/words/is_fragment'
import { flashToast } from '#services/words/flash_toast'

export default class TicketsController {
  async index(ctx: HttpContext) {
    const { viewer, i18n, times } = viewing(ctx)
    if (ctx.request.input('q')) {
      await limitTries('search', { address: ctx.request.ip(), account: String(viewer.id) })
    }
    const list = await listTickets(ctx.request.qs(), viewer, { i18n, times })
    if (!isFragment(ctx)) return ctx.view.render('pages/tickets/index', { list })
    ctx.response.header('HX-Push-Url', list.address)
    return ctx.view.render('pages/tickets/list', { list })
  }

  async create(ctx: HttpContext) {
    const asking = viewing(ctx)
    const start = await openTicketForm(ctx.request.qs(), asking.viewer, asking.times)
    return showTicketForm(ctx, { ...asking, ...start })
  }

  async store(ctx: HttpContext) {
    const asked = readFormRequest(ctx)
    if (asked.turn || asked.errors) return showTicketForm(ctx, asked)
    const outcome = await submitTicketForm(asked, asked.actor)
    if ('errors' in outcome) return showTicketForm(ctx, { ...asked, ...outcome })
    const { key, values } = await saySent(outcome.done, asked.times)
    flashToast(ctx, key, values)
    return ctx.response.redirect(`/tickets/${outcome.done.id}`, false, 303)
  }

  async show(ctx: HttpContext) {
    return renderTicket(ctx, Number(ctx.params.id))
  }

  async edit(ctx: HttpContext) {
    const asking = viewing(ctx)
    const opened = await openBriefForm(ctx.params.id, asking.viewer)
    const typed = await typedFromTicket(opened.ticket, asking.times)
    return showBriefForm(ctx, { ...asking, ...opened, typed })
  }

  async update(ctx: HttpContext) {
    const asked = readFormRequest(ctx)
    const opened = await openBriefForm(ctx.params.id, asked.viewer)
    if (asked.turn || asked.errors) return showBriefForm(ctx, { ...asked, ...opened })
    const outcome = await submitBriefForm({ ...asked, ...opened }, asked.actor)
    if (!('done' in outcome)) return showBriefForm(ctx, { ...asked, ...opened, ...outcome })
    const { id, briefVersion } = outcome.done
    const key = briefVersion === opened.ticket.briefVersion ? 'unchanged' : 'saved'
    flashToast(ctx, `ticket_form.edit.${key}`, { id })
    return ctx.response.redirect(`/tickets/${id}`, false, 303)
  }
}
