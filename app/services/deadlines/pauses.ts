import { DateTime } from 'luxon'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { BusinessCalendar } from '#services/deadlines/business_calendar'
import { afterWorkingTime, workingSecondsBetween } from '#services/deadlines/working_time'

/** A stretch in which the deadline clock stood still; `end` is null while it does. */
export interface Pause {
  status: string
  start: DateTime
  end: DateTime | null
}

/** The pauses of a ticket in the order of time. */
export async function pausesOf(client: QueryClientContract, ticketId: number): Promise<Pause[]> {
  const pauses = await pausesOfMany(client, [ticketId])
  return pauses.get(ticketId) ?? []
}

/** The pauses of several tickets in one query, by ticket. */
export async function pausesOfMany(
  client: QueryClientContract,
  ticketIds: number[]
): Promise<Map<number, Pause[]>> {
  const rows = await client
    .from('ticket_pauses')
    .whereIn('ticket_id', ticketIds)
    .orderBy('started_at')
    .orderBy('id')
    .select('ticket_id', 'status', 'started_at', 'ended_at')
  const pauses = new Map<number, Pause[]>()
  for (const row of rows) {
    const pause = {
      status: row.status,
      start: DateTime.fromJSDate(row.started_at),
      end: row.ended_at && DateTime.fromJSDate(row.ended_at),
    }
    pauses.set(row.ticket_id, [...(pauses.get(row.ticket_id) ?? []), pause])
  }
  return pauses
}

/**
 * The instant at which so much working time has passed since a start, without the pauses: each stretch between them
 * counts its working time. Work that was used up before a pause keeps its instant, so a late ticket stays late.
 * @param pauses ended ones in the order of time; one that has not ended ends the search
 * @returns null while the clock stands still with time left, or when the calendar holds no such amount within three years
 */
export function afterPauses(
  start: DateTime,
  seconds: number,
  pauses: Pause[],
  calendar: BusinessCalendar | null
): DateTime | null {
  let from = start
  let left = seconds
  for (const pause of pauses) {
    const used = workingSecondsBetween(from, pause.start, calendar)
    if (used >= left) return afterWorkingTime(from, left, calendar)
    if (!pause.end) return null
    left -= used
    from = DateTime.max(from, pause.end)
  }
  return afterWorkingTime(from, left, calendar)
}
