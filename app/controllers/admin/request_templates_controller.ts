import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { readFormRequest } from '#services/tickets/form_request'
import { emptyTicket } from '#services/tickets/typed_ticket'
import { listRequestTemplates } from '#services/templates/list_request_templates'
import { openRequestTemplate, showRequestTemplate } from '#services/templates/request_template_page'
import { removeRequestTemplate } from '#services/templates/remove_request_template'
import { submitRequestTemplate } from '#services/templates/submit_request_template'
import { flashToast } from '#services/words/flash_toast'
import { text } from '#services/words/read_values'

export default class RequestTemplatesController {
  async index({ view }: HttpContext) {
    const rows = await listRequestTemplates()
    return view.render('pages/admin/request_templates/index', { rows })
  }

  async create(ctx: HttpContext) {
    const typed = emptyTicket({ type: text(ctx.request.qs().type) })
    return showRequestTemplate(ctx, { id: null, typed, name: '', isActive: true, errors: {} })
  }

  async store(ctx: HttpContext) {
    return submit(ctx, null)
  }

  async edit(ctx: HttpContext) {
    return showRequestTemplate(ctx, await openRequestTemplate(Number(ctx.params.id)))
  }

  async update(ctx: HttpContext) {
    return submit(ctx, Number(ctx.params.id))
  }

  async destroy(ctx: HttpContext) {
    const { removed, values } = await removeRequestTemplate(Number(ctx.params.id), actorOf(ctx))
    const said = ctx.i18n.t('templates.requests.removed', { name: removed.name })
    flashToast(ctx, { text: said, undo: { action: '/admin/request-templates', values } })
    return ctx.response.redirect('/admin/request-templates')
  }
}

async function submit(ctx: HttpContext, id: number | null) {
  const asked = readFormRequest(ctx)
  const { name, isActive } = ctx.request.all()
  const raw = { ...asked.raw, name, isActive }
  const kept = id === null ? null : await openRequestTemplate(id)
  if (kept) asked.typed.type = kept.typed.type
  const shown = { id, typed: asked.typed, name: text(name), isActive: isActive !== undefined }
  if (asked.turn) return showRequestTemplate(ctx, { ...shown, errors: {} })
  const outcome = await submitRequestTemplate(id, { ...asked, raw }, actorOf(ctx))
  if ('errors' in outcome) {
    ctx.response.status(422)
    return showRequestTemplate(ctx, { ...shown, errors: outcome.errors })
  }
  flashToast(ctx, 'templates.requests.saved', { name: outcome.done.name })
  return ctx.response.redirect('/admin/request-templates', false, 303)
}
