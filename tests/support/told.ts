import db from '@adonisjs/lucid/services/db'

/** Who was told of a ticket in this way, in the order of their numbers. */
export async function told(ticketId: number, kind: string): Promise<number[]> {
  const rows = await db
    .from('notifications')
    .where({ ticket_id: ticketId, kind })
    .orderBy('user_id')
    .select('user_id')
  return rows.map((row) => row.user_id)
}

/** What happened last to a ticket. */
export async function lastActivity(ticketId: number) {
  return db
    .from('activities_in_full')
    .where('ticket_id', ticketId)
    .orderBy('id', 'desc')
    .firstOrFail()
}
