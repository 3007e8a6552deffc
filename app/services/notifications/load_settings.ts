import db from '@adonisjs/lucid/services/db'
import Ticket from '#models/ticket'
import type User from '#models/user'
import { openSquares, type Square } from '#services/notifications/settings_rows'

/** What a person wants to be told and when, as the form shows it. */
export interface SettingsForm {
  on: Square[]
  /** `22:00`, or empty. */
  quietFrom: string
  quietUntil: string
  quietHoldsRequests: boolean
  digestAt: string
}

/** A person's own choices, with the defaults where he made none. */
export async function loadSettings(viewer: User): Promise<SettingsForm> {
  const chosen = await db.from('notification_preferences').where('user_id', viewer.id)
  const said = new Map(chosen.map((row) => [`${row.event}:${row.channel}`, row.is_on as boolean]))
  const row = await db.from('notification_settings').where('user_id', viewer.id).first()
  return {
    on: openSquares(viewer)
      .filter(({ square, byDefault }) => said.get(square) ?? byDefault)
      .map(({ square }) => square),
    quietFrom: shortTime(row?.quiet_from),
    quietUntil: shortTime(row?.quiet_until),
    quietHoldsRequests: row?.quiet_holds_requests ?? false,
    digestAt: shortTime(row?.digest_at),
  }
}

/** The tickets a person muted and still may see, newest first. */
export async function loadMuted(viewer: User): Promise<{ id: number; title: string }[]> {
  const tickets = await Ticket.query()
    .withScopes((scopes) => scopes.visibleTo(viewer))
    .join('ticket_mutes as m', 'm.ticket_id', 'tickets.id')
    .where('m.user_id', viewer.id)
    .whereNull('tickets.deleted_at')
    .orderBy('m.created_at', 'desc')
    .limit(200)
    .select('tickets.id', 'tickets.title')
  return tickets.map(({ id, title }) => ({ id, title }))
}

function shortTime(time: string | null | undefined): string {
  return time?.slice(0, 5) ?? ''
}
