import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import { Refusal } from '#exceptions/refusals'
import { system } from '#services/actor'
import { recordActivity } from '#services/activity/record_activity'
import { listMoved } from '#services/calendars/list_moved'
import clock from '#services/clock'
import { recountDeadline } from '#services/tickets/start_clock'
import { withLockedTicket } from '#services/tickets/with_locked_ticket'

/** Open tickets that are looked at together. */
const BATCH = 200

/** Batches of one run; the next minute goes on. */
const MOST_BATCHES = 20

/** A transaction that read the calendar of before is over by then: the tickets are gone through once more. */
const SETTLED_AFTER = { minutes: 2 }

interface Task {
  id: number
  name: string
  calendarVersion: number
  calendarChangedAt: Date
  recountAfter: number
}

/**
 * Counts the deadlines of open tickets anew in departments whose calendar changed: batch by batch, each ticket in a
 * transaction of its own; how far it came is kept, so that a restart goes on there. Two workers at once do no harm: a
 * deadline that is right already is left alone.
 * @returns how many deadlines moved
 */
export async function recountDeadlines(signal?: AbortSignal): Promise<number> {
  let moved = 0
  let batches = 0
  for (const task of await listTasks()) {
    let at: number | null = task.recountAfter
    while (at !== null && batches < MOST_BATCHES && !signal?.aborted) {
      batches += 1
      const batch = await listMoved(task.id, at, BATCH)
      for (const id of batch.moved) moved += await recount(id, task.name)
      const isCurrent = await keepPlace(task, at, batch.last)
      at = isCurrent ? batch.last : null
    }
  }
  return moved
}

function listTasks(): Promise<Task[]> {
  return db
    .from('departments')
    .whereNotNull('recount_after')
    .orderBy('calendar_changed_at')
    .select('id', 'name', 'calendar_version as calendarVersion')
    .select('calendar_changed_at as calendarChangedAt', 'recount_after as recountAfter')
}

/** @returns false when the calendar changed again, or another worker came further */
async function keepPlace(task: Task, was: number, last: number | null): Promise<boolean> {
  const changed = DateTime.fromJSDate(task.calendarChangedAt)
  const isSettled = changed.plus(SETTLED_AFTER) <= clock.now()
  const rows: number[] = await db
    .from('departments')
    .where({ id: task.id, calendar_version: task.calendarVersion, recount_after: was })
    .update({ recount_after: last ?? (isSettled ? null : 0) })
  return Number(rows) > 0
}

async function recount(ticketId: number, department: string): Promise<number> {
  try {
    return await withLockedTicket(ticketId, system, async (locked) => {
      const { ticket, trx } = locked
      const before = { deadlineAt: ticket.deadlineAt, responseDueAt: ticket.responseDueAt }
      await recountDeadline(trx, ticket)
      const changes = (['deadlineAt', 'responseDueAt'] as const)
        .map((field) => ({ field, before: iso(before[field]), after: iso(ticket[field]) }))
        .filter((change) => change.before !== change.after)
      await ticket.save()
      if (changes.length === 0) return 0
      await recordActivity(locked, {
        action: 'deadline_moved',
        changes,
        details: { name: department },
        tells: [],
      })
      return 1
    })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    logger.info({ ticket: ticketId, reason: error.key }, 'deadline not counted anew')
    return 0
  }
}

function iso(at: DateTime | null | undefined): string | null {
  return at?.toUTC().toISO() ?? null
}
