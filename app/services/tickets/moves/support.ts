import { Refusal } from '#exceptions/refusals'
import type { FieldChange } from '#models/activity'
import clock from '#services/clock'
import { namesOf } from '#services/accounts/names_of'
import { writeComment } from '#services/comments/write_comment'
import { moveTo } from '#services/tickets/move_to'
import { plain, type Move } from '#services/tickets/moves/move'
import { stampFirstResponse } from '#services/tickets/stamp_first_response'
import * as times from '#services/tickets/ticket_times'
import type { LockedTicket } from '#services/tickets/with_locked_ticket'

/** What each support transition does beyond status, activity and notifications. */
export const supportMoves: Record<string, Move> = {
  take: async (locked, transition) => {
    const changes = await giveToActor(locked)
    return { ...plain(transition), changes }
  },

  start: async (locked, transition) => {
    const changes = await giveToActor(locked)
    await moveTo(locked, transition.to)
    return { ...plain(transition), changes }
  },

  resolve: async (locked, transition, { note }) => {
    const changes = await giveToActor(locked)
    locked.ticket.resolutionNote = note!.trim()
    await stampFirstResponse(locked)
    await moveTo(locked, transition.to)
    await times.workCompleted(locked.trx, locked.ticket, clock.now())
    return { ...plain(transition, noted(note)), changes }
  },

  ask_requester: async (locked, transition, { note }) => {
    const changes = await giveToActor(locked)
    const comment = { body: note!.trim(), parentId: null, isInternal: false, fileIds: [] }
    const { id } = await writeComment(locked, comment)
    await moveTo(locked, transition.to)
    const entry = plain(transition, { commentId: id, ...noted(note) })
    const details = { commentId: id }
    const helpers = { to: ['assignee', 'collaborators'] as const, kind: 'comment', details }
    return {
      ...entry,
      changes,
      tells: [
        ...entry.tells.map((told) => ({ ...told, details })),
        { ...helpers, to: [...helpers.to] },
      ],
    }
  },

  hold: async (locked, transition, { note }) => {
    const changes = await giveToActor(locked)
    await moveTo(locked, transition.to)
    return { ...plain(transition, noted(note)), changes }
  },

  resume: async (locked, transition) => {
    const changes = await giveToActor(locked)
    await moveTo(locked, transition.to)
    return { ...plain(transition), changes }
  },

  close: async (locked, transition) => {
    const details = locked.by ? {} : unanswered(locked)
    await moveTo(locked, transition.to)
    const { tells, ...entry } = plain(transition, details)
    return { ...entry, tells: tells.map((telling) => ({ ...telling, details })) }
  },

  withdraw: async (locked, transition) => {
    await moveTo(locked, transition.to)
    return plain(transition)
  },

  reopen: async (locked, transition, { note }) => {
    const { ticket } = locked
    ticket.reopenCount += 1
    ticket.resolvedAt = null
    await moveTo(locked, transition.to)
    return plain(transition, noted(note))
  },
}

/** For how many whole days nobody said anything to what was resolved; nothing when it was less than one. */
function unanswered({ ticket: { resolvedAt } }: LockedTicket): { days?: number } {
  const days = resolvedAt ? Math.floor(clock.now().diff(resolvedAt, 'days').days) : 0
  return days > 0 ? { days } : {}
}

/** What somebody wrote along, as the activity quotes it. */
function noted(note: string | undefined): { note: string } {
  return { note: note!.trim().slice(0, 500) }
}

/**
 * Who was deactivated or moved a moment ago gets nothing more to do; until this is committed nobody does that to him.
 * @throws Refusal 403
 */
async function refuseLeaver({ trx, ticket }: LockedTicket, id: number): Promise<void> {
  const here = { id, department_id: ticket.handlingDepartmentId }
  const row = await trx
    .from('users')
    .where(here)
    .whereNull('deactivated_at')
    .forShare()
    .select('id')
    .first()
  if (!row) throw new Refusal('account_not_active')
}

/**
 * An unassigned ticket becomes the actor's who acts on it first; another's stays where it is.
 * @returns what changed
 */
async function giveToActor(locked: LockedTicket): Promise<FieldChange[]> {
  const { trx, ticket, by, standing } = locked
  const isMember = standing.relations.has('handling_member')
  if (ticket.assigneeId !== null || !by || !isMember) return []
  await refuseLeaver(locked, by.id)
  ticket.assigneeId = by.id
  ticket.assignedAt = clock.now()
  await times.workWasAssigned(trx, ticket.id, ticket.assignedAt)
  const names = await namesOf(trx, [by.id])
  return [{ field: 'assignee', before: null, after: names.get(by.id) ?? null }]
}
