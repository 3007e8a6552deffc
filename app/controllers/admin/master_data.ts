import type { VineValidator } from '@vinejs/vine'
import type { HttpContext } from '@adonisjs/core/http'
import type { Actor } from '#services/actor'
import { NotFound } from '#exceptions/refusals'
import { actorOf } from '#services/actor_of'
import { fieldErrors, readForm, type FieldErrors } from '#services/words/read_form'

/** What a table of master data is made of. */
export interface MasterData<Form> {
  /** The folder of its views, below pages/admin. */
  views: string
  /** Its address, below /admin. */
  path: string
  validator: VineValidator<any, any>
  list: () => Promise<object>
  /** What the form needs; `row` is null for a new one. Throws for an unknown id. */
  choices: (id: number | null) => Promise<{ row: { id: number; $attributes: object } | null }>
  save: (id: number | null, form: Form, actor: Actor) => Promise<unknown>
  nameOf: (form: Form) => string
}

/** The five doors of every table of master data: list, new, create, edit, change. */
export abstract class MasterDataController<Form> {
  protected abstract readonly data: MasterData<Form>

  async index({ view }: HttpContext) {
    return view.render(`pages/admin/${this.data.views}/index`, await this.data.list())
  }

  async create(ctx: HttpContext) {
    return this.#form(ctx, null, { isActive: true }, {})
  }

  async store(ctx: HttpContext) {
    return this.#save(ctx, null)
  }

  async edit(ctx: HttpContext) {
    const { row } = await this.data.choices(idOf(ctx))
    return this.#form(ctx, row!.id, row!.$attributes, {})
  }

  async update(ctx: HttpContext) {
    return this.#save(ctx, idOf(ctx))
  }

  async #save(ctx: HttpContext, id: number | null) {
    const { form, errors } = await readForm(ctx, this.data.validator)
    if (errors) return this.#form(ctx, id, ctx.request.all(), errors)
    try {
      await this.data.save(id, form as Form, actorOf(ctx))
    } catch (error) {
      const refused = fieldErrors(error)
      if (!refused) throw error
      return this.#form(ctx, id, ctx.request.all(), refused)
    }
    const name = this.data.nameOf(form as Form)
    ctx.session.flash('toasts', [{ text: ctx.i18n.t('admin.saved', { name }) }])
    return ctx.response.redirect(`/admin/${this.data.path}`)
  }

  async #form(ctx: HttpContext, id: number | null, form: object, errors: FieldErrors) {
    const choices = await this.data.choices(id)
    if (Object.keys(errors).length > 0) ctx.response.status(422)
    return ctx.view.render(`pages/admin/${this.data.views}/edit`, { ...choices, id, form, errors })
  }
}

/** Row 0 is none, and must not be taken for a new one. */
function idOf({ params }: HttpContext): number {
  const id = Number(params.id)
  if (id < 1) throw new NotFound()
  return id
}
