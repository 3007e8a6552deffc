import type { HttpContext } from '@adonisjs/core/http'
import type Department from '#models/department'
import { actorOf } from '#services/actor_of'
import { findReplyTemplate, listReplyTemplates } from '#services/templates/list_reply_templates'
import { PLACEHOLDERS } from '#services/templates/placeholders'
import { removeReplyTemplate } from '#services/templates/remove_reply_template'
import { saveReplyTemplate } from '#services/templates/save_reply_template'
import { departmentsToLookAfter, type TemplateOwner } from '#services/templates/template_owner'
import { answerForm, type TypedForm } from '#services/words/answer_form'
import { flashToast } from '#services/words/flash_toast'
import { replyTemplateValidator } from '#validators/templates'

/** Whose templates the pages show, and where they are. */
export interface TemplateShelf {
  owner: TemplateOwner
  path: string
  /** Null for one's own. */
  department: Department | null
}

/** The doors of a person's reply templates and of a department's: list, new, create, edit, change, remove. */
export abstract class ReplyTemplatesPages {
  /** @throws NotFound where they are not this person's to look after */
  protected abstract shelf(ctx: HttpContext): Promise<TemplateShelf>

  async index(ctx: HttpContext) {
    const shelf = await this.shelf(ctx)
    const templates = await listReplyTemplates(shelf.owner)
    const departments = await departmentsToLookAfter(ctx.auth.getUserOrFail())
    return ctx.view.render('pages/reply_templates/index', { ...shelf, templates, departments })
  }

  async create(ctx: HttpContext) {
    return this.#form(ctx, await this.shelf(ctx), null, { form: {}, errors: {} })
  }

  async store(ctx: HttpContext) {
    return this.#save(ctx, await this.shelf(ctx), null)
  }

  async edit(ctx: HttpContext) {
    const shelf = await this.shelf(ctx)
    const template = await findReplyTemplate(Number(ctx.params.id), shelf.owner)
    return this.#form(ctx, shelf, template.id, { form: template.$attributes, errors: {} })
  }

  async update(ctx: HttpContext) {
    const shelf = await this.shelf(ctx)
    const template = await findReplyTemplate(Number(ctx.params.id), shelf.owner)
    return this.#save(ctx, shelf, template.id)
  }

  async destroy(ctx: HttpContext) {
    const { owner, path } = await this.shelf(ctx)
    const { name, body } = await removeReplyTemplate(Number(ctx.params.id), owner, actorOf(ctx))
    const text = ctx.i18n.t('templates.removed', { name })
    flashToast(ctx, { text, undo: { action: path, values: { name, body } } })
    return ctx.response.redirect(path)
  }

  async #save(ctx: HttpContext, shelf: TemplateShelf, id: number | null) {
    const save = async () => {
      const form = await ctx.request.validateUsing(replyTemplateValidator)
      const { name } = await saveReplyTemplate(id, form, shelf.owner, actorOf(ctx))
      flashToast(ctx, 'templates.saved', { name })
      return ctx.response.redirect(shelf.path)
    }
    return answerForm(ctx, save, (typed) => this.#form(ctx, shelf, id, typed))
  }

  async #form(ctx: HttpContext, shelf: TemplateShelf, id: number | null, typed: TypedForm) {
    const placeholders = PLACEHOLDERS.map((name) => ({
      mark: `{{${name}}}`,
      says: ctx.i18n.t(`templates.placeholders.${name}`),
    }))
    return ctx.view.render('pages/reply_templates/edit', { ...shelf, id, placeholders, ...typed })
  }
}
