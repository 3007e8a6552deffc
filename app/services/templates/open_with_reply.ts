import type { HttpContext } from '@adonisjs/core/http'
import { Refusal } from '#exceptions/refusals'
import { writeReply } from '#services/templates/write_reply'

/**
 * What `?template=12` opens on a ticket's page: the comment form, or with `?ask=` that move's, with the reply in it. A
 * template that is gone or not the viewer's leaves the page as it is, with a sentence.
 */
export async function openWithReply(ctx: HttpContext, ticketId: number) {
  const { template, ask } = ctx.request.qs()
  if (ctx.request.method() !== 'GET' || template === undefined) return {}
  try {
    const text = await writeReply(ticketId, Number(template) || 0, ctx.auth.getUserOrFail())
    return { form: fieldsFor(ask, text) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    ctx.response.status(error.status)
    return { problem: error.sentence(ctx.i18n.locale) }
  }
}

/** The field in which a reply stands: the note of a move, or the comment. */
export function fieldsFor(ask: unknown, text: string): Record<string, string> {
  return typeof ask === 'string' && ask !== 'comment' ? { note: text } : { body: text }
}
