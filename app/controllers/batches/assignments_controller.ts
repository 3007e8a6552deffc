import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { assignTo, prepareChosenAssignment } from '#services/tickets/assign_chosen'
import { eachOnItsOwn } from '#services/tickets/each_on_its_own'
import { addressOfChosen, readChosen } from '#services/trash/read_chosen'
import { sayOutcome } from '#services/trash/say_outcome'
import { flashToast, flashToasts } from '#services/words/flash_toast'
import { chosenAssignmentValidator, chosenValidator } from '#validators/trash'

export default class AssignmentsController {
  /** Asks who does the chosen tickets. */
  async edit(ctx: HttpContext) {
    const form = await readChosen(ctx, chosenValidator)
    if (!form) return leadBack(ctx)
    const page = await prepareChosenAssignment(form.tickets, ctx.auth.getUserOrFail())
    ctx.response.header('cache-control', 'no-store')
    const back = form.back ?? '/tickets'
    return ctx.view.render('pages/batches/assignments/edit', { ...page, back })
  }

  /** Gives them to one person; without one it is asked for first. */
  async update(ctx: HttpContext) {
    const form = await readChosen(ctx, chosenAssignmentValidator)
    if (!form) return leadBack(ctx)
    const { assignee_id: assigneeId, back = '/tickets' } = form
    if (!assigneeId) {
      return ctx.response.status(303).redirect(addressOfChosen('/tickets/chosen/assignment', form))
    }
    const actor = actorOf(ctx)
    const outcome = await eachOnItsOwn(form.tickets, actor, (id) => assignTo(id, assigneeId, actor))
    flashToasts(ctx, sayOutcome(outcome, ctx.i18n, { key: 'trash.assigned' }))
    return ctx.response.status(303).redirect(back)
  }
}

function leadBack(ctx: HttpContext) {
  flashToast(ctx, 'trash.none_chosen')
  return ctx.response.status(303).redirect('/tickets')
}
