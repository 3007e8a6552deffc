import db from '@adonisjs/lucid/services/db'
import User from '#models/user'
import { whoSees } from '#services/live/who_sees'

/** Somebody who has a ticket open now. */
export interface Looker {
  id: number
  name: string
  initials: string
  tone: User['tone']
}

/** A stream that was not seen for so long (its process died) looks at nothing any more. */
const FRESH = `l.seen_at > now() - interval '60 seconds'`

/** Who but the viewer has these tickets open now, as far as they may see them; the viewer sees all of these tickets. */
export async function lookersOn(ticketIds: number[], viewer: User): Promise<Map<number, Looker[]>> {
  if (ticketIds.length === 0) return new Map()
  const rows = await db
    .from('live_lookers as l')
    .join('users as u', 'u.id', 'l.user_id')
    .whereIn('l.ticket_id', ticketIds)
    .whereNot('l.user_id', viewer.id)
    .whereRaw(FRESH)
    .groupBy('l.ticket_id', 'u.id')
    .orderByRaw('l.ticket_id, min(l.since)')
    .select('l.ticket_id', 'u.id', 'u.first_name', 'u.last_name', 'u.username')
  const found = new Map<number, Looker[]>()
  const asked = new Map(rows.map((row) => [row.ticket_id as number, { from: new Set<string>() }]))
  const sees = await whoSees(asked, [...new Set(rows.map((row) => row.id as number))])
  for (const row of rows) {
    if (!sees.get(row.ticket_id)?.includes(row.id)) continue
    found.set(row.ticket_id, [...(found.get(row.ticket_id) ?? []), asLooker(row)])
  }
  return found
}

function asLooker(row: {
  id: number
  first_name: string
  last_name: string
  username: string
}): Looker {
  const user = new User()
  user.id = row.id
  user.firstName = row.first_name
  user.lastName = row.last_name
  user.username = row.username
  return { id: row.id, name: user.fullName, initials: user.initials, tone: user.tone }
}
