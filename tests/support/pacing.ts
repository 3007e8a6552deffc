import db from '@adonisjs/lucid/services/db'
import type Delivery from '#models/delivery'
import type User from '#models/user'
import { addComment } from '#services/comments/add_comment'
import { saveSettings } from '#services/notifications/save_settings'
import { loadSettings, type SettingsForm } from '#services/notifications/load_settings'

/** Keeps what a person wants, the rest as it was. */
export async function wants(person: User, form: Partial<SettingsForm>): Promise<void> {
  await saveSettings({ ...(await loadSettings(person)), ...form }, person)
}

/** Says something on a ticket. */
export async function say(by: User, ticketId: number, body: string, isInternal = false) {
  return addComment(ticketId, { body, isInternal }, { by, channel: 'web' })
}

/** A person's mails on their way, oldest first, as `kind state heldFor`; only the last ones if asked for. */
export async function waysOf(person: User, ticketId?: number, last = 0): Promise<string[]> {
  const query = db.from('deliveries').where({ user_id: person.id, channel: 'email' }).orderBy('id')
  if (ticketId) query.where('ticket_id', ticketId)
  const rows = await query
  return rows
    .slice(-last)
    .map(({ kind, state, held_for: heldFor }) => [kind, state, heldFor].filter(Boolean).join(' '))
}

/** Nothing of what was written so far is sent. */
export async function forgetMails(): Promise<void> {
  await db.from('deliveries').where('state', 'waiting').update({ state: 'dropped' })
}

/** When a person's next mail leaves, in ISO. */
export function leavesAt(delivery: Delivery): string {
  return delivery.nextTryAt.toUTC().toISO({ suppressMilliseconds: true })!
}
