import db from '@adonisjs/lucid/services/db'
import type { FieldChange } from '#models/activity'
import { REQUESTS } from '#services/notifications/events'

/** One change of a brief, as its activity keeps it. */
export type BriefChange = FieldChange

/**
 * What changed in a brief between the last time a person was asked for this ticket and a later moment: since the request
 * that reached him last, or since the first one when none left the house.
 * @param until when the request was written that he reads now
 */
export async function changesSinceAsked(
  userId: number,
  ticketId: number,
  until: Date
): Promise<BriefChange[]> {
  const { rows } = await db.rawQuery(
    `with asked as (
       select coalesce(
         (select max(sent_at) from deliveries
          where user_id = :userId and ticket_id = :ticketId and kind = any(:kinds) and sent_at < :until),
         (select min(created_at) from notifications
          where user_id = :userId and ticket_id = :ticketId and kind = any(:kinds))) as at)
     select a.changes from activities_in_full a, asked
     where a.ticket_id = :ticketId and a.action in ('updated', 'rolled_back') and a.details -> 'briefVersion' is not null
       and a.created_at > asked.at and a.created_at <= :until
     order by a.id`,
    { userId, ticketId, until, kinds: [...REQUESTS] } as Record<string, any>
  )
  return inSum(rows.flatMap((row: { changes: BriefChange[] }) => row.changes.filter(isOfBrief)))
}

/** A rollback changes more than the brief. */
function isOfBrief({ field }: BriefChange): boolean {
  return !['priority', 'assignee', 'collaborators'].includes(field)
}

/** Several edits of one field as one change; what came back to where it was is none. Files each stand alone. */
function inSum(changes: BriefChange[]): BriefChange[] {
  const byField = new Map<string, BriefChange>()
  for (const [index, change] of changes.entries()) {
    const key = change.field === 'files' ? `files ${index}` : change.field
    byField.set(key, { ...change, before: (byField.get(key) ?? change).before })
  }
  return [...byField.values()].filter(({ before, after }) => before !== after)
}
