import db from '@adonisjs/lucid/services/db'
import { NotFound } from '#exceptions/refusals'
import type User from '#models/user'
import { workflows } from '#workflows/index'

export interface Queue {
  id: number
  name: string
  /** The viewer works there: he may take from it. */
  isOwn: boolean
}

/** The workflows whose tickets people take from a queue. */
export const QUEUED = workflows
  .filter(({ transitions }) => transitions.some(({ name }) => name === 'take'))
  .map(({ key }) => key)

const IN_QUEUED = `in (${QUEUED.map((key) => `'${key}'`).join(', ')})`

/** SQL over `departments d`: requests come here, or one was transferred here and is still open. */
export const HAS_QUEUE = `(exists (select 1 from request_types t
    where t.handling_department_id = d.id and t.workflow ${IN_QUEUED})
  or exists (select 1 from tickets t where t.handling_department_id = d.id and t.workflow ${IN_QUEUED}
    and t.deleted_at is null and not t.is_finished))`

/** SQL over `departments d`: its people do work that others ask for. */
export const DOES_WORK = `(d.is_creative or ${HAS_QUEUE})`

/** The departments whose queues are this person's business: where he works, what he manages; admins: all. */
export function queueIds(viewer: User): number[] {
  return [...new Set([viewer.departmentId, ...viewer.manages])]
}

/** The queues a person may open, his own first. */
export async function queuesOf(viewer: User): Promise<Queue[]> {
  const query = db.from('departments as d').whereRaw(HAS_QUEUE).orderBy('d.name')
  if (!viewer.isAdmin) query.whereIn('d.id', queueIds(viewer))
  const rows = await query.select('d.id', 'd.name')
  const near = new Set(queueIds(viewer))
  const rank = (id: number) => (id === viewer.departmentId ? 0 : near.has(id) ? 1 : 2)
  return rows
    .map(({ id, name }) => ({ id, name, isOwn: id === viewer.departmentId }))
    .sort((a, b) => rank(a.id) - rank(b.id))
}

/**
 * One queue among those a person may open; the first one when none is named.
 * @throws NotFound for a queue that is not there, or none of his business
 */
export async function findQueue(viewer: User, departmentId?: number) {
  const queues = await queuesOf(viewer)
  const queue = departmentId ? queues.find(({ id }) => id === departmentId) : queues[0]
  if (!queue) throw new NotFound()
  return { queue, queues }
}
