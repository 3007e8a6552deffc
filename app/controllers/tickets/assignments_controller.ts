import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { assignByForm } from '#services/tickets/assign_by_form'
import { changeTicket, orSayWhyNot } from '#services/tickets/answer_with_ticket'
import { viewing } from '#services/tickets/form_request'
import { openAssignment } from '#services/tickets/open_assignment'
import { unassignTicket } from '#services/tickets/unassign_ticket'
import { answerForm, type TypedForm } from '#services/words/answer_form'
import { assignmentValidator, unassignmentValidator } from '#validators/ticket_moves'
import { flashToast } from '#services/words/flash_toast'

export default class AssignmentsController {
  async edit(ctx: HttpContext) {
    return orSayWhyNot(ctx, () => show(ctx))
  }

  async update(ctx: HttpContext) {
    const { i18n, params, request, response } = ctx
    const { zone } = viewing(ctx)
    const save = async () => {
      const form = await request.validateUsing(assignmentValidator, { meta: { zone } })
      const { workflow } = await assignByForm(
        Number(params.ticketId),
        {
          assigneeId: form.assignee_id,
          collaboratorIds: form.collaborator_ids ?? [],
          scheduledStart: form.scheduled_start ?? null,
          scheduledEnd: form.scheduled_end ?? null,
          estimatedHours: form.estimated_hours,
          seenClashes: form.seen_clashes,
          lockVersion: form.lock_version,
        },
        actorOf(ctx)
      )
      const text = i18n.t(`workflow.${workflow}.transition.assign.done`, { id: params.ticketId })
      flashToast(ctx, { text })
      return response.redirect(`/tickets/${params.ticketId}`)
    }
    return orSayWhyNot(ctx, () => answerForm(ctx, save, (typed) => show(ctx, typed)))
  }

  async destroy(ctx: HttpContext) {
    const { i18n, request } = ctx
    const actor = actorOf(ctx)
    return changeTicket(ctx, 'unassign', async (id) => {
      const form = await request.validateUsing(unassignmentValidator)
      const { workflow } = await unassignTicket(id, { lockVersion: form.lock_version }, actor)
      return { toast: { text: i18n.t(`workflow.${workflow}.transition.unassign.done`, { id }) } }
    })
  }
}

async function show(ctx: HttpContext, typed?: TypedForm) {
  const { viewer, i18n, times } = viewing(ctx)
  const id = Number(ctx.params.ticketId)
  const page = await openAssignment(id, viewer, { i18n, times }, typed?.form)
  ctx.response.header('cache-control', 'no-store')
  return ctx.view.render('pages/tickets/assignments/edit', { ...page, errors: {}, ...typed })
}
