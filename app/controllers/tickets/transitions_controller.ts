import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { Conflict, NotFound } from '#exceptions/refusals'
import { changeTicket } from '#services/tickets/answer_with_ticket'
import { findTicket } from '#services/tickets/find_ticket'
import { zoneOf } from '#services/words/zone_of'
import { transitionTicket, type SeenVersion } from '#services/tickets/transition_ticket'
import { findWorkflow } from '#workflows/index'
import { transitionNamed } from '#workflows/workflow'
import { transitionValidator } from '#validators/ticket_moves'

export default class TransitionsController {
  /** Moves a ticket; decisions from a page count for exactly the step, round and brief version that was seen. */
  async store(ctx: HttpContext) {
    const { auth, i18n, params, request } = ctx
    const by = auth.getUserOrFail()
    return changeTicket(ctx, params.name, async (ticketId) => {
      const { workflow } = await findTicket(ticketId, by)
      const transition = transitionNamed(findWorkflow(workflow), params.name)
      if (transition?.by !== 'transition') throw new NotFound()
      const meta = { zone: zoneOf(by) }
      const form = await request.validateUsing(transitionValidator, { meta })
      const isDecision = params.name === 'approve' || params.name === 'reject'
      if (isDecision && !seenIn(form)) throw new Conflict('changed_meanwhile', { id: ticketId })
      await transitionTicket(
        ticketId,
        params.name,
        { note: form.note, seen: seenIn(form), actualEnd: form.actual_end },
        actorOf(ctx)
      )
      const key = `workflow.${workflow}.transition.${params.name}.done`
      return { toast: { text: i18n.t(key, { id: ticketId }) } }
    })
  }
}

interface DecisionForm {
  step?: SeenVersion['step']
  round?: number
  brief_version?: number
}

function seenIn({
  step,
  round,
  brief_version: briefVersion,
}: DecisionForm): SeenVersion | undefined {
  return step && round && briefVersion ? { step, round, briefVersion } : undefined
}
