import db from '@adonisjs/lucid/services/db'
import { whereVisible } from '#models/scopes/visible_tickets'
import User from '#models/user'

/** What stands of a ticket in a calendar. */
export interface EntryTicket {
  id: number
  title: string
  typeName: string
  icon: string
  assigneeId: number | null
}

/** The tickets that a calendar names, as far as this person may see them, in one query. */
export async function loadEntries(ids: number[], viewer: User): Promise<Map<number, EntryTicket>> {
  if (ids.length === 0) return new Map()
  const query = db.from('tickets').whereIn('tickets.id', ids).whereNull('tickets.deleted_at')
  const rows = await whereVisible(query, viewer)
    .join('request_types as s', 's.id', 'tickets.request_type_id')
    .select('tickets.id', 'tickets.title', 'tickets.assignee_id as assigneeId')
    .select('s.name as typeName', 's.icon')
  return new Map(rows.map((row: EntryTicket) => [row.id, row]))
}

/** People by id, in one query. */
export async function loadPeople(ids: number[]): Promise<Map<number, User>> {
  const people = ids.length > 0 ? await User.query().whereIn('id', [...new Set(ids)]) : []
  return new Map(people.map((person) => [person.id, person]))
}
