import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'

export interface ChecklistItem {
  id: number
  text: string
  isRequired: boolean
  doneAt: DateTime | null
  /** The name of who ticked it. */
  doneBy: string | null
}

/** The checklist of a ticket in its order, in one query; empty for types that have none. */
export async function loadChecklist(ticketId: number): Promise<ChecklistItem[]> {
  const rows = await db
    .from('ticket_checklist as items')
    .leftJoin('users', 'users.id', 'items.done_by')
    .where('items.ticket_id', ticketId)
    .orderBy('items.position')
    .orderBy('items.id')
    .select('items.id', 'items.text', 'items.is_required', 'items.done_at')
    .select(
      db.raw(
        `coalesce(nullif(trim(users.first_name || ' ' || users.last_name), ''), users.username) as done_by`
      )
    )
  return rows.map((row) => ({
    id: row.id,
    text: row.text,
    isRequired: row.is_required,
    doneAt: row.done_at ? DateTime.fromJSDate(row.done_at, { zone: 'utc' }) : null,
    doneBy: row.done_by,
  }))
}
