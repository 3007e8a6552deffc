import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { addCollaborator } from '#services/tickets/add_collaborator'
import { changeTicket } from '#services/tickets/answer_with_ticket'
import { removeCollaborator } from '#services/tickets/remove_collaborator'
import { personValidator } from '#validators/ticket_moves'

export default class CollaboratorsController {
  async store(ctx: HttpContext) {
    const { i18n, request } = ctx
    const actor = actorOf(ctx)
    return changeTicket(ctx, 'collaborators', async (id) => {
      const form = await request.validateUsing(personValidator)
      const { fullName: name } = await addCollaborator(id, form.user_id, actor)
      return { toast: { text: i18n.t('ticket.people.collaborator_added', { id, name }) } }
    })
  }

  async destroy(ctx: HttpContext) {
    const { i18n, request } = ctx
    const actor = actorOf(ctx)
    return changeTicket(ctx, 'collaborators', async (id) => {
      const form = await request.validateUsing(personValidator)
      const helper = await removeCollaborator(id, form.user_id, actor)
      if (!helper) return {}
      const name = helper.fullName
      return { toast: { text: i18n.t('ticket.people.collaborator_removed', { id, name }) } }
    })
  }
}
