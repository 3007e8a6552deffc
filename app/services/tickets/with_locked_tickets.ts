import db from '@adonisjs/lucid/services/db'
import { Conflict, NotFound } from '#exceptions/refusals'
import type { Actor } from '#services/actor'
import { isBusy, lockTicket, type LockedTicket } from '#services/tickets/with_locked_ticket'

/**
 * Runs a change of several tickets in one transaction. They are locked in the order of their numbers, so that two such
 * changes never wait for each other in a ring.
 * @param work gets those that the actor may see, by their numbers
 * @throws Conflict `busy` when a lock was not to be had in a second
 */
export async function withLockedTickets<Result>(
  ids: number[],
  actor: Actor,
  work: (locked: ReadonlyMap<number, LockedTicket>) => Promise<Result>
): Promise<Result> {
  try {
    return await db.transaction(async (trx) => {
      const locked = new Map<number, LockedTicket>()
      for (const id of [...new Set(ids)].sort((a, b) => a - b)) {
        try {
          locked.set(id, await lockTicket(trx, id, actor))
        } catch (error) {
          if (!(error instanceof NotFound)) throw error
        }
      }
      return work(locked)
    })
  } catch (error) {
    if (isBusy(error)) throw new Conflict('busy')
    throw error
  }
}
