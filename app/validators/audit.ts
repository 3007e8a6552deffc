import vine from '@vinejs/vine'
import { KINDS_OF_AUDIT } from '#services/audit/audit_kinds'

const words = () => vine.string().trim().maxLength(254).optional()
const day = () => vine.string().trim().maxLength(20).optional()
const id = () => vine.number().withoutDecimals().range([1, Number.MAX_SAFE_INTEGER]).optional()

const filters = {
  kind: vine.enum(KINDS_OF_AUDIT).optional(),
  actor: words(),
  subject: words(),
  q: words(),
  from: day(),
  to: day(),
}

/** The address of the audit; people and days are read by `readAuditQuestion`, which says in words what is wrong. */
export const auditFilterValidator = vine.create({ ...filters, before: id(), after: id() })

/** What an export is narrowed by. */
export const auditExportValidator = vine.create(filters)
