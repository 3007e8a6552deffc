import db from '@adonisjs/lucid/services/db'

/** The activities of a ticket with this action, oldest first: points that it can go back to. */
export async function pointsOf(ticketId: number, action: string): Promise<number[]> {
  const rows = await db
    .from('activities')
    .where({ ticket_id: ticketId, action })
    .orderBy('id')
    .select('id')
  return rows.map((row) => Number(row.id))
}

/** The newest activity with this action. */
export async function pointOf(ticketId: number, action: string): Promise<number> {
  const points = await pointsOf(ticketId, action)
  return points.at(-1)!
}
