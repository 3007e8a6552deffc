import db from '@adonisjs/lucid/services/db'

/** The people who were told of one kind of event on a ticket, by id in order; each has a notification and a delivery. */
export async function told(ticketId: number, kind: string): Promise<number[]> {
  const rows = await db
    .from('notifications')
    .join('deliveries', 'deliveries.notification_id', 'notifications.id')
    .where('notifications.ticket_id', ticketId)
    .where('notifications.kind', kind)
    .orderBy('notifications.user_id')
    .select('notifications.user_id')
  return rows.map((row) => row.user_id)
}

/** What happened to a ticket, oldest first. */
export async function actions(ticketId: number): Promise<string[]> {
  const rows = await db.from('activities_in_full').where('ticket_id', ticketId).orderBy('id')
  return rows.map((row) => row.action)
}

/** The newest activity of a ticket. */
export async function lastActivity(ticketId: number): Promise<Record<string, any>> {
  return db
    .from('activities_in_full')
    .where('ticket_id', ticketId)
    .orderBy('id', 'desc')
    .firstOrFail()
}
