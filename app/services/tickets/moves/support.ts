import clock from '#services/clock'
import { writeComment } from '#services/comments/write_comment'
import { setStatus } from '#services/tickets/enter_steps'
import { plain, type Move } from '#services/tickets/moves/move'
import * as times from '#services/tickets/ticket_times'
import type { LockedTicket } from '#services/tickets/with_locked_ticket'

/** What each support transition does beyond status, activity and notifications. */
export const supportMoves: Record<string, Move> = {
  take: async (locked, transition) => {
    await giveToActor(locked)
    return plain(transition)
  },

  start: async (locked, transition) => {
    await giveToActor(locked)
    setStatus(locked, 'in_progress')
    await times.workStarted(locked.trx, locked.ticket, clock.now())
    return plain(transition)
  },

  resolve: async (locked, transition, { note }) => {
    await giveToActor(locked)
    locked.ticket.resolutionNote = note!.trim()
    setStatus(locked, 'resolved')
    await times.workCompleted(locked.trx, locked.ticket, clock.now())
    return plain(transition, { note: note!.trim().slice(0, 500) })
  },

  ask_requester: async (locked, transition, { note }) => {
    await giveToActor(locked)
    const comment = { body: note!.trim(), parentId: null, isInternal: false, fileIds: [] }
    const { id } = await writeComment(locked, comment)
    setStatus(locked, 'pending_user')
    return plain(transition, { commentId: id, note: note!.trim().slice(0, 500) })
  },

  hold: async (locked, transition, { note }) => {
    await giveToActor(locked)
    setStatus(locked, 'on_hold')
    return plain(transition, { note: note!.trim().slice(0, 500) })
  },

  resume: async (locked, transition) => {
    await giveToActor(locked)
    setStatus(locked, 'in_progress')
    return plain(transition)
  },

  close: async (locked, transition) => {
    setStatus(locked, 'closed')
    return plain(transition)
  },

  withdraw: async (locked, transition) => {
    setStatus(locked, 'closed')
    return plain(transition)
  },

  reopen: async (locked, transition, { note }) => {
    locked.ticket.reopenCount += 1
    locked.ticket.resolvedAt = null
    setStatus(locked, 'open')
    return plain(transition, { note: note!.trim().slice(0, 500) })
  },
}

/** An unassigned ticket becomes the actor's who acts on it first; another's stays where it is. */
async function giveToActor({ trx, ticket, by, standing }: LockedTicket): Promise<void> {
  const isOfDepartment =
    standing.relations.has('handling_member') && !standing.relations.has('requester')
  if (ticket.assigneeId !== null || !by || !isOfDepartment) return
  ticket.assigneeId = by.id
  ticket.assignedAt = clock.now()
  await times.workWasAssigned(trx, ticket.id, ticket.assignedAt)
}
