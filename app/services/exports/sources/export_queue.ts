import db from '@adonisjs/lucid/services/db'
import { MOST_EXPORTED, type Exported, type ExportReader } from '#services/exports/exported'
import { exportedTickets } from '#services/exports/sources/export_tickets'
import { readQueueQuestion } from '#services/queue/list_queue'
import { conditionOf, mostUrgentFirst, openIn } from '#services/queue/narrow_queue'
import { findQueue } from '#services/queue/queues_of'
import { queueExportValidator } from '#validators/export'

/**
 * A tab of a department's queue, the most urgent first, all its pages.
 * @throws NotFound for a queue that is none of his business
 */
export async function exportQueue(
  query: Record<string, unknown>,
  reader: ExportReader
): Promise<Exported> {
  const { viewer, i18n } = reader
  const { department } = await queueExportValidator.validate(query)
  const { queue } = await findQueue(viewer, department)
  const { tab } = await readQueueQuestion({ tab: query.tab ?? '' }, queue, viewer)
  const { sql, bindings } = conditionOf(tab, viewer)
  const sorted = mostUrgentFirst(openIn([queue.id], viewer).whereRaw(sql, bindings))
  const ids = db.from(
    sorted
      .select('tickets.id')
      .limit(MOST_EXPORTED + 1)
      .as('sorted')
  )
  const row = await ids.select(db.raw('array_agg(id) as ids')).first()
  const title = i18n.t('queue.title', { department: queue.name })
  const filters = { department, tab }
  return { ...exportedTickets('queue', title, Int32Array.from(row.ids ?? []), reader), filters }
}
