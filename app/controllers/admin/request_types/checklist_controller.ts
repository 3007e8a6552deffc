import type { HttpContext } from '@adonisjs/core/http'
import RequestType from '#models/request_type'
import { actorOf } from '#services/actor_of'
import { openChecklist } from '#services/checklists/open_checklist'
import { saveChecklist } from '#services/checklists/save_checklist'
import { answerForm, type TypedForm } from '#services/words/answer_form'
import { flashToast } from '#services/words/flash_toast'
import { list } from '#services/words/read_values'
import { checklistValidator } from '#validators/templates'

/** The checklist that new tickets of a request type get. */
export default class ChecklistController {
  async edit(ctx: HttpContext) {
    return show(ctx)
  }

  async update(ctx: HttpContext) {
    const save = async () => {
      const id = Number(ctx.params.typeId)
      const data = { ...ctx.request.all(), items: list(ctx.request.input('items')) }
      const form = await ctx.request.validateUsing(checklistValidator, { data })
      const { name } = await saveChecklist(id, form, actorOf(ctx))
      flashToast(ctx, 'checklists.admin.saved', { type: name })
      return ctx.response.redirect(`/admin/request-types/${id}/edit#checklist`)
    }
    return answerForm(ctx, save, (typed) => show(ctx, typed))
  }
}

async function show(ctx: HttpContext, typed?: TypedForm) {
  const type = await RequestType.findOrFail(ctx.params.typeId)
  const kept = await openChecklist(type)
  const checklist = typed
    ? { ...kept, isRequired: !!typed.form.isRequired, items: list(typed.form.items).map(lineOf) }
    : { ...kept, items: [...kept.items, { id: null, text: '' }] }
  const errors = typed?.errors ?? {}
  return ctx.view.render('pages/admin/request_types/checklist', { type, checklist, errors })
}

function lineOf(row: unknown) {
  const { id, text } = Object(row) as Record<string, unknown>
  const number = Number(id)
  return {
    id: Number.isSafeInteger(number) && number > 0 ? number : null,
    text: typeof text === 'string' ? text : '',
  }
}
