import type { HttpContext } from '@adonisjs/core/http'
import { Refusal } from '#exceptions/refusals'
import { orSayWhyNot } from '#services/tickets/answer_with_ticket'
import { renderTicket } from '#services/tickets/render_ticket'
import { typedForm } from '#services/tickets/typed_form'
import { findTicket } from '#services/tickets/find_ticket'
import { fieldsFor } from '#services/templates/open_with_reply'
import { writeReply } from '#services/templates/write_reply'
import { insertionValidator } from '#validators/templates'

/** Replies that are inserted into what is being written on a ticket; nothing is changed before that is sent. */
export default class ReplyTemplatesController {
  /** The text alone, for a script that puts it where the cursor stands. */
  async show({ auth, i18n, params, response }: HttpContext) {
    const viewer = auth.getUserOrFail()
    response.header('cache-control', 'no-store')
    try {
      const text = await writeReply(Number(params.ticketId), Number(params.id), viewer)
      return response.json({ text })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return response.status(error.status).json({ message: error.sentence(i18n.locale) })
    }
  }

  /** The page with the form as it was typed and the reply below it, for browsers without scripts. */
  async store(ctx: HttpContext) {
    const { auth, params, request } = ctx
    return orSayWhyNot(ctx, async () => {
      const ticketId = Number(params.ticketId)
      await findTicket(ticketId, auth.getUserOrFail())
      const { template, ask = 'comment' } = await request.validateUsing(insertionValidator)
      const text = await writeReply(ticketId, template, auth.getUserOrFail())
      const { form, keptFiles } = await typedForm(ctx)
      const [[field, reply]] = Object.entries(fieldsFor(ask, text))
      const typed = typeof form[field] === 'string' ? form[field].trimEnd() : ''
      const written = typed ? `${typed}\n\n${reply}` : reply
      return renderTicket(ctx, ticketId, { ask, form: { ...form, [field]: written }, keptFiles })
    })
  }
}
