import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { approveSeveral, describeBatch } from '#services/approvals/approve_several'
import { decideRequest } from '#services/approvals/decide_request'
import { showInbox } from '#services/approvals/show_inbox'
import { openInbox } from '#services/approvals/open_inbox'
import { showDecision } from '#services/approvals/show_decision'
import { flashToast } from '#services/words/flash_toast'
import { isFragment } from '#services/words/is_fragment'
import { batchForm, decisionForm, inboxFilter } from '#validators/approvals'

export default class ApprovalsController {
  async index(ctx: HttpContext) {
    const { auth, request, view, session } = ctx
    const filter = await inboxFilter.validate(request.qs())
    const viewer = auth.getUserOrFail()
    const inbox = await openInbox(viewer, filter)
    if (isFragment(ctx)) return showInbox(ctx, inbox)
    const kept = session.flashMessages.get('batch', null)
    const batch = kept && (await describeBatch(kept, viewer, ctx.i18n))
    return view.render('pages/approvals/index', { ...inbox, filter, batch })
  }

  /** Approves the chosen ones, each on its own. */
  async store(ctx: HttpContext) {
    const { request, response, session } = ctx
    const [problem, form] = await batchForm.tryValidate(request.all())
    if (problem) {
      flashToast(ctx, 'approvals.batch_none')
      return response.redirect('/approvals?several=1')
    }
    const chosen = form.tickets.map((ticket) => {
      const [id, step, round, version] = ticket.split('.')
      const seen = {
        step: step as 'department',
        round: Number(round),
        briefVersion: Number(version),
      }
      return { ticketId: Number(id), seen }
    })
    session.flash('batch', await approveSeveral(chosen, actorOf(ctx)))
    return response.redirect('/approvals')
  }

  /** One decision; the answer takes the item's place. */
  async update(ctx: HttpContext) {
    const { request, params, i18n } = ctx
    const form = await request.validateUsing(decisionForm)
    const { step, round, brief_version: briefVersion } = form
    const outcome = await decideRequest(
      Number(params.ticketId),
      { decision: form.decision, note: form.note, seen: { step, round, briefVersion } },
      actorOf(ctx),
      i18n
    )
    return showDecision(ctx, { ...form, ticketId: Number(params.ticketId) }, outcome)
  }
}
