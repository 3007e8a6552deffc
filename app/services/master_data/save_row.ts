import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { LucidModel, LucidRow } from '@adonisjs/lucid/types/model'
import { Invalid } from '#exceptions/refusals'
import { refuseUnlessAdmin } from '#services/accounts/admin_of'
import type { Actor } from '#services/actor'
import { recordAudit } from '#services/activity/record_audit'
import clock from '#services/clock'
import { changesBetween } from '#services/master_data/changes_between'

export interface RowChange {
  model: LucidModel
  /** The row to change; null for a new one. */
  id: number | null
  values: Record<string, unknown>
  /** The word in the audit: `product`, `department` … */
  subject: string
  /** The text that names the row in the audit. */
  label: string
}

/**
 * Writes one row of master data with its audit entry, in the caller's transaction or one of its own. Nothing changed:
 * nothing is audited.
 * @throws Refusal 403 for anybody but an admin; Invalid 422 on `name` when the name is taken; E_ROW_NOT_FOUND for an unknown id
 */
export async function saveRow(
  change: RowChange,
  actor: Actor,
  outer?: TransactionClientContract
): Promise<LucidRow & Record<string, any>> {
  try {
    if (outer) return await write(outer, change, actor)
    return await db.transaction(async (trx) => write(trx, change, actor))
  } catch (error) {
    if ((error as { code?: string }).code === '23505') throw new Invalid('name', 'name_taken')
    throw error
  }
}

async function write(trx: TransactionClientContract, change: RowChange, actor: Actor) {
  await refuseUnlessAdmin(trx, actor)
  const { model, id, values } = change
  const now = clock.now()
  const row: any = id
    ? await model.query({ client: trx }).where('id', id).forUpdate().firstOrFail()
    : new model().useTransaction(trx)
  const changes = changesBetween(id ? row.$attributes : {}, values)
  if (id && changes.length === 0) return row
  row.merge({ ...values, updatedAt: now, ...(id ? {} : { createdAt: now }) })
  await row.save()
  await recordAudit(trx, {
    actor,
    action: `${change.subject}_${id ? 'changed' : 'created'}`,
    subjectType: change.subject,
    subjectId: row.id,
    subjectLabel: change.label,
    changes,
  })
  return row
}
