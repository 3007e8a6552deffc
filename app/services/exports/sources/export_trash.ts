import db from '@adonisjs/lucid/services/db'
import { whereVisible } from '#models/scopes/visible_tickets'
import { MOST_EXPORTED, type Exported, type ExportReader } from '#services/exports/exported'
import { exportedTickets } from '#services/exports/sources/export_tickets'
import { searchIn } from '#services/trash/list_trash'
import { trashExportValidator } from '#validators/export'

/** The trash that the reader sees, with the search of its page, newest first, with who put each ticket there and when. */
export async function exportTrash(
  query: Record<string, unknown>,
  reader: ExportReader
): Promise<Exported> {
  const { q } = await trashExportValidator.validate(query)
  const found = whereVisible(db.from('tickets').whereNotNull('tickets.deleted_at'), reader.viewer)
  const sorted = searchIn(found as any, q)
    .orderByRaw('tickets.deleted_at desc, tickets.id desc')
    .select('tickets.id')
    .limit(MOST_EXPORTED + 1)
  const row = await db.from(sorted.as('sorted')).select(db.raw('array_agg(id) as ids')).first()
  const title = reader.i18n.t('trash.title')
  const ids = Int32Array.from(row.ids ?? [])
  return { ...exportedTickets('trash', title, ids, reader, true), filters: { q: q || undefined } }
}
