import type { FieldChange } from '#models/activity'
import db from '@adonisjs/lucid/services/db'
import { recordAudit } from '#services/activity/record_audit'
import type { Exported } from '#services/exports/exported'
import type { ExportAsked } from '#services/exports/open_export'

/**
 * Notes the export before its first row leaves: somebody who breaks it off has seen rows too. Filters are those that its
 * source understood; whatever else an address says narrowed nothing.
 */
export async function noteExport(asked: ExportAsked, { filters, count }: Exported) {
  const { subject, action = 'list_exported', format, actor } = asked
  const known = Object.entries(filters).filter(([, value]) => value !== undefined)
  const changes: FieldChange[] = known.map(([field, value]) => {
    return {
      field: `filter_${field}`,
      before: null,
      after: [value].flat().join(', ').slice(0, 200),
    }
  })
  if (action === 'list_exported') changes.push({ field: 'format', before: null, after: format })
  if (count !== null) changes.push({ field: 'rows', before: null, after: String(count) })
  await recordAudit(db.connection(), { actor, action, subjectType: subject, changes })
}
