import db from '@adonisjs/lucid/services/db'
import { Refusal } from '#exceptions/refusals'
import { readAuditQuestion } from '#services/audit/audit_question'
import { columnsOfExport, piecesOfExport } from '#services/audit/export_rows'
import { narrowAudit } from '#services/audit/narrow_audit'
import { MOST_EXPORTED, type Exported, type ExportReader } from '#services/exports/exported'
import { auditExportValidator } from '#validators/audit'

/**
 * The audit with the filters of its page, newest first.
 * @throws Refusal 403 for anybody but an admin; Invalid 422 for filters that mean nothing
 */
export async function exportAudit(
  query: Record<string, unknown>,
  reader: ExportReader
): Promise<Exported> {
  if (!reader.viewer.isAdmin) throw new Refusal('admins_only')
  const filters = await auditExportValidator.validate(query)
  const question = await readAuditQuestion(filters, reader.zone)
  const found = narrowAudit(db.from('audit_events').select(db.raw('1')), question)
  const row = await db
    .from(found.limit(MOST_EXPORTED + 1).as('found'))
    .count('* as count')
    .first()
  const count = Number(row.count)
  const table = {
    title: reader.i18n.t('audit.title'),
    columns: columnsOfExport(reader),
    pieces: piecesOfExport(question, count, reader),
  }
  return { name: 'audit', filters, count, tables: [table] }
}
