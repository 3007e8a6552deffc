import type { DateTime } from 'luxon'
import { Conflict, Invalid, NotFound } from '#exceptions/refusals'
import type Ticket from '#models/ticket'
import type { Actor } from '#services/actor'
import { recordActivity } from '#services/activity/record_activity'
import { askForRating } from '#services/ratings/ask_for_rating'
import { decide } from '#services/tickets/decide'
import { isFinished } from '#services/tickets/is_finished'
import { moves } from '#services/tickets/moves/index'
import { ownDetails } from '#services/tickets/own_details'
import { refuseStaleDecision } from '#services/tickets/refuse_stale_decision'
import { refuseTaken } from '#services/tickets/refuse_taken'
import { saveTicket } from '#services/tickets/save_ticket'
import { turnClock } from '#services/tickets/turn_clock'
import { tellLeftMeanwhile } from '#services/trash/tell_left_meanwhile'
import {
  authorise,
  isBusy,
  withLockedTicket,
  type LockedTicket,
} from '#services/tickets/with_locked_ticket'
import { transitionNamed, type Step } from '#workflows/workflow'

/** What a person saw when he pressed: a decision counts for exactly this. */
export interface SeenVersion {
  step: Step
  round: number
  briefVersion: number
}

export interface TransitionInput {
  /** The reason, the wish for a revision, or words with an approval. */
  note?: string
  /** For decisions from a page, mail or bot. */
  seen?: SeenVersion
  /** For completing a scheduled type. */
  actualEnd?: DateTime
  /** What has to happen together with the move, in its transaction: a link is used up. Throws to refuse. */
  alongside?: (locked: LockedTicket) => Promise<unknown>
  /** Do not wait for a ticket that somebody holds: Conflict `busy` at once. */
  skipLocked?: boolean
}

/**
 * Moves one ticket along one transition: the only place where a status changes (standing decision 1). One transaction,
 * row-locked; approval, activity, notifications and deliveries are written in it.
 * @throws NotFound for strangers; Refusal 403 with the reason; Conflict 409 with who decided, or `busy`; Invalid 422
 */
export async function transitionTicket(
  ticketId: number,
  name: string,
  input: TransitionInput,
  actor: Actor
): Promise<Ticket> {
  const isDecision = name === 'approve' || name === 'reject'
  try {
    const work = async (locked: LockedTicket) => {
      const transition = transitionNamed(locked.workflow, name)
      if (transition?.by !== 'transition') throw new NotFound()
      if (isDecision) await refuseStaleDecision(locked, input.seen)
      await refuseTaken(locked, name)
      authorise(locked, name)
      const pinsSayIt = transition.collectsPins && locked.ticket.openPins > 0
      if (transition.needs && !input.note?.trim() && !pinsSayIt) {
        throw new Invalid('note', `${locked.workflow.key}.${name}.needs_${transition.needs}`)
      }
      await input.alongside?.(locked)
      const { status: fromStatus, statusSince: since } = locked.ticket
      const wasFinished = isFinished(locked)
      const moved = isDecision
        ? await decide(locked, transition, input)
        : await moves[locked.workflow.key][name](locked, transition, input)
      await turnClock(locked, { status: fromStatus, since })
      await saveTicket(locked.ticket)
      if (transition.asksRating) await askForRating(locked)
      const details = { ...moved.details, ...ownDetails(locked, name) }
      await recordActivity(locked, { fromStatus, ...moved, details })
      if (wasFinished && !isFinished(locked)) await tellLeftMeanwhile(locked)
      return locked.ticket
    }
    return await withLockedTicket(ticketId, actor, work, { skipLocked: input.skipLocked })
  } catch (error) {
    if (isDecision && (isBusy(error) || (error instanceof Conflict && error.key === 'busy'))) {
      await refuseStaleDecision({ ticketId, by: actor.by }, input.seen)
    }
    throw error
  }
}
