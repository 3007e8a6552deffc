import db from '@adonisjs/lucid/services/db'
import type User from '#models/user'
import { conditionOf, openIn, QUEUE_TABS, type QueueTab } from '#services/queue/narrow_queue'

/** How many tickets stand in each tab of a queue, exactly, in one query. */
export async function countQueue(
  departmentId: number,
  viewer: User
): Promise<Record<QueueTab, number>> {
  const query = openIn([departmentId], viewer)
  for (const tab of QUEUE_TABS) {
    const { sql, bindings } = conditionOf(tab, viewer)
    query.select(db.raw(`count(*) filter (where ${sql}) as "${tab}"`, bindings as never))
  }
  const row = await query.first()
  return Object.fromEntries(QUEUE_TABS.map((tab) => [tab, Number(row[tab])])) as never
}
