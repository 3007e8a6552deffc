import type { I18n } from '@adonisjs/i18n'
import { NotFound } from '#exceptions/refusals'
import type { Actor } from '#services/actor'
import { findTicket } from '#services/tickets/find_ticket'
import { transitionTicket, type SeenVersion } from '#services/tickets/transition_ticket'
import { findWorkflow } from '#workflows/index'
import { transitionNamed } from '#workflows/workflow'

export interface RowMove {
  name: string
  step?: SeenVersion['step']
  round?: number
  brief_version?: number
}

/**
 * Makes a move that needs no words, on what the row showed.
 * @returns the toast that says so
 * @throws NotFound for strangers and for moves that are not made this way; else as transitionTicket
 */
export async function moveFromRow(ticketId: number, move: RowMove, actor: Actor, i18n: I18n) {
  const { workflow } = await findTicket(ticketId, actor.by!)
  const transition = transitionNamed(findWorkflow(workflow), move.name)
  if (transition?.by !== 'transition' || transition.needs) throw new NotFound()
  const { step, round, brief_version: briefVersion } = move
  // A decision always names what was seen; a form without it is no form of ours.
  if (move.name === 'approve' && !(step && round && briefVersion)) throw new NotFound()
  const seen = step && round && briefVersion ? { step, round, briefVersion } : undefined
  await transitionTicket(ticketId, move.name, { seen }, actor)
  const key = `workflow.${workflow}.transition.${move.name}.done`
  return { text: i18n.t(key, { id: ticketId }), href: `/tickets/${ticketId}` }
}
