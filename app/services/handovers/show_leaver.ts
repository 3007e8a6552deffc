import db from '@adonisjs/lucid/services/db'
import type User from '#models/user'
import { listHeirs, type Heirs } from '#services/handovers/list_heirs'
import { listed, type Listed, type WorkRow } from '#services/handovers/listed'
import { byDepartment, type TheirRow, type WorkThere } from '#services/handovers/work_by_department'
import { AT_ONCE, workOf } from '#services/handovers/work_of'

/** Everything that stays behind when a person goes: shown before anything happens. */
export interface LeaverWork {
  /** How many tickets this page knows of. */
  seen: number
  work: WorkThere[]
  /** How many are handed over in the act itself, when it is more than that; else null. */
  atOnce: number | null
  /** Tickets that wait for approval and propose him. */
  planned: Listed
  /** Unfinished tickets he asked for. */
  asked: Listed
  /** Finished ones that wait for his word. */
  unconfirmed: number
  decisions: Heirs[]
  posts: { id: number; name: string }[]
  watching: number
}

/**
 * A person's open work, in a constant number of queries, exact however much it is.
 * @param after where he stands from then on; null when he goes altogether
 */
export async function showLeaver(
  person: User,
  after: { role: string; departmentId: number } | null
): Promise<LeaverWork> {
  const isMoved = after !== null && after.departmentId !== person.departmentId
  const leaves = after === null || isMoved
  const all = await workRows(person)
  const theirs = leaves ? all.filter((row) => row.departmentId !== after?.departmentId) : []
  const taken = theirs.filter(({ isTaken }) => isTaken)
  const asked = await askedRows(person)
  const other = await db
    .from('watchers')
    .join('tickets as t', 't.id', 'watchers.ticket_id')
    .where({ 'watchers.user_id': person.id, 't.is_finished': false })
    .whereNull('t.deleted_at')
    .count('* as count')
    .first()
  const posts = await db
    .from('departments')
    .where('manager_id', person.id)
    .orderBy('name')
    .select('id', 'name')
  return {
    seen: all.length,
    work: await byDepartment(taken, person.id),
    atOnce: taken.length > AT_ONCE ? AT_ONCE : null,
    planned: listed(theirs.filter(({ isTaken }) => !isTaken)),
    asked: after ? { count: 0, rows: [] } : listed(asked.filter(({ isOpen }) => isOpen)),
    unconfirmed: after ? 0 : asked.filter(({ isOpen }) => !isOpen).length,
    decisions: await listHeirs(person, after),
    posts: leaves || after.role === 'member' ? posts : [],
    watching: after ? 0 : Number(other.count),
  }
}

/** Five columns of every ticket he does: a thousand are one quick answer, and every figure comes from the same look. */
function workRows({ id }: User): Promise<TheirRow[]> {
  return workOf(db.connection(), id)
    .join('departments as d', 'd.id', 'tickets.handling_department_id')
    .orderBy('d.name')
    .orderBy('tickets.id')
    .select('tickets.id', 'tickets.title', 'tickets.status', 'tickets.workflow')
    .select('d.id as departmentId', 'd.name as department')
    .select(db.raw('tickets.assigned_at is not null as "isTaken"'))
    .select(db.raw('coalesce(tickets.assignee_id = ?, false) as "isAssignee"', [id]))
}

function askedRows({ id }: User): Promise<(WorkRow & { isOpen: boolean })[]> {
  return db
    .from('tickets')
    .whereNull('deleted_at')
    .where('requester_id', id)
    .where((any) =>
      any
        .where('is_finished', false)
        .orWhere((done) => done.whereNotNull('completed_at').whereNull('confirmed_at'))
    )
    .orderBy('id')
    .select('id', 'title', 'status', 'workflow', db.raw('not is_finished as "isOpen"'))
}
