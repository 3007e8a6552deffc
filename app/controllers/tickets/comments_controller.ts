import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { addComment } from '#services/comments/add_comment'
import { editComment } from '#services/comments/edit_comment'
import { filesOf } from '#services/comments/files_of'
import { findOwnComment } from '#services/comments/find_own_comment'
import { offerWatchers } from '#services/comments/offer_watchers'
import { changeTicket, orSayWhyNot } from '#services/tickets/answer_with_ticket'
import { findTicket } from '#services/tickets/find_ticket'
import { answerForm, type TypedForm } from '#services/words/answer_form'
import { commentEditValidator, commentValidator } from '#validators/ticket_moves'
import { flashToast } from '#services/words/flash_toast'

export default class CommentsController {
  /** Adds a comment with files that were uploaded before, or that come along in the form. */
  async store(ctx: HttpContext) {
    const { auth, i18n, request, staged } = ctx
    const by = auth.getUserOrFail()
    return changeTicket(ctx, 'comment', async (ticketId) => {
      await findTicket(ticketId, by)
      const form = await request.validateUsing(commentValidator)
      const { body = '', parent_id: parentId, is_internal: isInternal, files } = form
      const comment = { body, parentId, isInternal, fileIds: filesOf(files, staged) }
      const added = await addComment(ticketId, comment, actorOf(ctx))
      const text = i18n.t(added.isInternal ? 'ticket.note_added' : 'ticket.comment_added')
      return { toast: { text }, offer: await offerWatchers(ticketId, added.unseeing, by, i18n) }
    })
  }

  async edit(ctx: HttpContext) {
    return orSayWhyNot(ctx, () => show(ctx))
  }

  async update(ctx: HttpContext) {
    const { auth, i18n, params, request, response, session } = ctx
    const by = auth.getUserOrFail()
    const ticketId = Number(params.ticketId)
    const save = async () => {
      const { body = '', seen_body: seenBody } = await request.validateUsing(commentEditValidator)
      const edit = { body, seenBody }
      const edited = await editComment(ticketId, Number(params.id), edit, actorOf(ctx))
      const offer = await offerWatchers(ticketId, edited.unseeing, by, i18n)
      flashToast(ctx, 'ticket.comment_edited')
      if (offer) session.flash('offer', offer)
      return response.redirect(`/tickets/${ticketId}#comment-${params.id}`)
    }
    return orSayWhyNot(ctx, () => answerForm(ctx, save, (typed) => show(ctx, typed)))
  }
}

async function show(ctx: HttpContext, typed?: TypedForm) {
  const viewer = ctx.auth.getUserOrFail()
  const page = await findOwnComment(Number(ctx.params.ticketId), Number(ctx.params.id), viewer)
  ctx.response.header('cache-control', 'no-store')
  return ctx.view.render('pages/tickets/comments/edit', {
    ...page,
    form: { body: page.comment.body },
    errors: {},
    ...typed,
  })
}
