import db from '@adonisjs/lucid/services/db'
import type User from '#models/user'

/** Who helps, who watches, and whether the viewer wants to be told no more than he must. */
export async function loadFollowers(ticketId: number, viewer: User) {
  const { rows } = await db.rawQuery(
    `select user_id, added_at, true as helps from collaborators where ticket_id = :ticketId
     union all select user_id, added_at, false from watchers where ticket_id = :ticketId
     union all select user_id, created_at, null from ticket_mutes where ticket_id = :ticketId and user_id = :viewerId
     order by added_at, user_id`,
    { ticketId, viewerId: viewer.id }
  )
  const ids = (helps: boolean | null): number[] =>
    rows
      .filter((row: { helps: boolean | null }) => row.helps === helps)
      .map((row: { user_id: number }) => row.user_id)
  return {
    collaboratorIds: ids(true),
    watcherIds: ids(false),
    isMuted: ids(null).length > 0,
  }
}
