import db from '@adonisjs/lucid/services/db'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { countStatuses, listed, type Listed, type WorkRow } from '#services/handovers/listed'
import { isRouted } from '#services/master_data/is_routed'
import { columnOfStep } from '#services/tickets/department_of_step'
import { waitingStatuses } from '#workflows/index'

type Statuses = ReturnType<typeof countStatuses>

/** What is open in a department: shown before it is taken out of use. */
export interface OpenThere {
  people: number
  /** Unfinished tickets that can be transferred. */
  handled: Listed & { statuses: Statuses }
  /** Unfinished tickets that are finished where they began. */
  signed: Listed & { statuses: Statuses }
  /** Unfinished tickets that were asked for from here, and are worked on elsewhere. */
  asked: Listed & { statuses: Statuses }
  /** Decisions that wait for its managers. */
  waiting: number
  types: string[]
}

/** A department's open work, in four queries however much it is. */
export async function openThere(
  departmentId: number,
  client: QueryClientContract = db.connection()
): Promise<OpenThere> {
  const rows: Row[] = await client
    .from('tickets')
    .whereNull('deleted_at')
    .where('is_finished', false)
    .where((any) =>
      any
        .where('handling_department_id', departmentId)
        .orWhere('requesting_department_id', departmentId)
    )
    .orderBy('id')
    .select('id', 'title', 'status', 'workflow')
    .select('requesting_department_id', 'handling_department_id')
  const people = await client
    .from('users')
    .where('department_id', departmentId)
    .whereNull('deactivated_at')
    .count('* as count')
    .first()
  const types = await client
    .from('request_types')
    .where({ handling_department_id: departmentId, is_active: true })
    .orderBy(['position', 'name'])
    .select('name')
  const here = rows.filter((row) => row.handling_department_id === departmentId)
  return {
    people: Number(people.count),
    handled: withStatuses(here.filter(({ workflow }) => isRouted(workflow))),
    signed: withStatuses(here.filter(({ workflow }) => !isRouted(workflow))),
    asked: withStatuses(rows.filter((row) => row.handling_department_id !== departmentId)),
    waiting: rows.filter((row) => waitsFor(row, departmentId)).length,
    types: types.map(({ name }) => name),
  }
}

interface Row extends WorkRow {
  requesting_department_id: number
  handling_department_id: number
}

function waitsFor(row: Row, departmentId: number): boolean {
  return waitingStatuses.some(
    ({ workflow, status, step }) =>
      row.workflow === workflow && row.status === status && row[columnOfStep(step)] === departmentId
  )
}

function withStatuses(rows: WorkRow[]) {
  return { ...listed(rows), statuses: countStatuses(rows) }
}

/** True when something in a department has to be settled before it goes. */
export function hasOpen({ people, handled, signed, asked, types }: OpenThere): boolean {
  return people + handled.count + signed.count + asked.count + types.length > 0
}
