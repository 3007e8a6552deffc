import db from '@adonisjs/lucid/services/db'
import { Refusal } from '#exceptions/refusals'
import User from '#models/user'
import { findStanding, type FoundStanding } from '#services/tickets/find_standing'
import { mayAddWatchers, mayReadNotes, mayTakePart } from '#services/tickets/may'
import { findWorkflow } from '#workflows/index'

/** Suggestions at once. */
const MOST = 8

export interface Suggestion {
  id: number
  username: string
  fullName: string
  initials: string
  tone: string
  department: string
  /** False for people who do not see the ticket, but may be added by who writes. */
  sees: boolean
}

/**
 * Whom somebody may mean with "@…" in a comment: people whose name or username begins like that and who may see the
 * ticket, those on it first; after them people he may add to it. For a note only people who may read notes.
 * @param typed what stands after the "@"; nothing for those on the ticket and over it
 * @throws NotFound for strangers, Refusal 403 for people who may not write here
 */
export async function suggestMentions(
  ticketId: number,
  viewer: User,
  { typed, forNote }: { typed: string; forNote: boolean }
): Promise<Suggestion[]> {
  const found = await findStanding(ticketId, viewer)
  if (!mayTakePart(found.standing, found.isPlanned)) throw new Refusal('comments.planned')
  if (forNote && !mayReadNotes(found.standing)) throw new Refusal('comments.notes_not_yours')
  const { rows } = await db.rawQuery(QUERY, bindings(found, viewer, typed, forNote))
  return rows.map(suggestion)
}

/** The rule of `whereVisible` for one ticket and everybody (tests/functional/tickets/mentions.spec.ts compares them). */
const QUERY = `
  with judged as (
    select u.id, u.username::text, u.first_name, u.last_name, u.department_id,
      u.id in (:requester, :assignee) or exists (select 1 from collaborators c where c.ticket_id = :ticket and c.user_id = u.id)
        or exists (select 1 from watchers w where w.ticket_id = :ticket and w.user_id = u.id) as is_on,
      u.role = 'admin' or (u.role = 'manager' and u.department_id in (:asking, :handling)) or exists (select 1
        from departments d where d.manager_id = u.id and d.id in (:asking, :handling)) as is_over,
      u.role = 'admin' as is_admin, u.department_id = :handling as is_handling,
      exists (select 1 from departments d where d.manager_id = u.id and d.id = :handling) as is_over_handling
    from users u where u.approved_at is not null and u.deactivated_at is null and u.id <> :viewer
      and (u.username::text ilike :begin or unaccent(u.first_name) ilike unaccent(:begin)
        or unaccent(u.last_name) ilike unaccent(:begin) or unaccent(u.first_name || ' ' || u.last_name) ilike unaccent(:begin))
  ), seen as (
    select *, is_on or is_over or (:queued and is_handling) as sees from judged
  )
  select seen.*, departments.name as department from seen join departments on departments.id = seen.department_id
  where case
    when :note then sees and (is_admin or (seen.id <> :requester and (is_handling or is_over_handling)))
    when :near then is_on or is_over
    else sees or :reach = 'anybody' or (:reach = 'own' and seen.department_id = :own) end
  order by sees desc, is_on desc, seen.first_name, seen.last_name, seen.id
  limit ${MOST}`

function bindings(
  { ticket, standing, isPlanned }: FoundStanding,
  viewer: User,
  typed: string,
  forNote: boolean
) {
  return {
    ticket: ticket.id,
    requester: ticket.requesterId,
    assignee: ticket.assigneeId ?? 0,
    asking: ticket.requestingDepartmentId,
    handling: ticket.handlingDepartmentId,
    queued: findWorkflow(ticket.workflow).queueStatuses.includes(ticket.status),
    viewer: viewer.id,
    own: viewer.departmentId,
    reach: mayAddWatchers(standing, isPlanned) ?? 'nobody',
    begin: `${typed.replace(/[\\%_]/g, '\\$&')}%`,
    near: typed === '',
    note: forNote,
  }
}

function suggestion(row: any): Suggestion {
  const user = new User()
  user.id = row.id
  user.username = row.username
  user.firstName = row.first_name
  user.lastName = row.last_name
  const { id, username, fullName, initials, tone } = user
  return { id, username, fullName, initials, tone, department: row.department, sees: row.sees }
}
