import type { VineValidator } from '@vinejs/vine'
import type { HttpContext } from '@adonisjs/core/http'
import type { Actor } from '#services/actor'
import { NotFound } from '#exceptions/refusals'
import { actorOf } from '#services/actor_of'
import { answerForm, type TypedForm } from '#services/words/answer_form'
import { flashToast } from '#services/words/flash_toast'

/** What a table of master data is made of. */
export interface MasterData<Form> {
  /** The folder of its views, below pages/admin. */
  views: string
  /** Its address, below /admin. */
  path: string
  /** What the address of the form for a new one may say already. */
  asked?: string[]
  validator: VineValidator<any, any>
  list: () => Promise<object>
  /** What the form needs, by what it says so far; `row` is null for a new one. Throws for an unknown id. */
  choices: (
    id: number | null,
    form?: Record<string, any>
  ) => Promise<{ row: { id: number; $attributes: object } | null }>
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
    return this.#form(ctx, null, {
      form: { isActive: true, ...ctx.request.only(this.data.asked ?? []) },
      errors: {},
    })
  }

  async store(ctx: HttpContext) {
    return this.#save(ctx, null)
  }

  async edit(ctx: HttpContext) {
    const { row } = await this.data.choices(idOf(ctx))
    return this.#form(ctx, row!.id, { form: row!.$attributes, errors: {} })
  }

  async update(ctx: HttpContext) {
    return this.#save(ctx, idOf(ctx))
  }

  async #save(ctx: HttpContext, id: number | null) {
    return answerForm(
      ctx,
      async () => {
        const form = (await ctx.request.validateUsing(this.data.validator)) as Form
        await this.data.save(id, form, actorOf(ctx))
        flashToast(ctx, 'admin.saved', { name: this.data.nameOf(form) })
        return ctx.response.redirect(`/admin/${this.data.path}`)
      },
      (typed) => this.#form(ctx, id, typed)
    )
  }

  async #form(ctx: HttpContext, id: number | null, { form, errors }: TypedForm) {
    const choices = await this.data.choices(id, form)
    return ctx.view.render(`pages/admin/${this.data.views}/edit`, { ...choices, id, form, errors })
  }
}

/** Row 0 is none, and must not be taken for a new one. */
function idOf({ params }: HttpContext): number {
  const id = Number(params.id)
  if (id < 1) throw new NotFound()
  return id
}
