import type { FieldChange } from '#models/activity'
import db from '@adonisjs/lucid/services/db'
import { recordAudit } from '#services/activity/record_audit'
import type { ExportAsked } from '#services/exports/open_export'

/** What an address may call a filter; whatever else it says was not read either. */
const NAME = /^[a-z_]{1,20}$/
const MOST_FILTERS = 20

/** Notes the export before its first row leaves: somebody who breaks it off has seen rows too. */
export async function noteExport(asked: ExportAsked, count: number | null) {
  const { subject, action = 'list_exported', filters, format, actor } = asked
  const known = Object.entries(filters).filter(([field]) => NAME.test(field))
  const changes: FieldChange[] = known.slice(0, MOST_FILTERS).map(([field, value]) => {
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
