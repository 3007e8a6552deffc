import db from '@adonisjs/lucid/services/db'
import { Invalid } from '#exceptions/refusals'
import PreflightRule from '#models/preflight_rule'
import { refuseUnlessAdmin } from '#services/accounts/admin_of'
import type { Actor } from '#services/actor'
import { recordAudit } from '#services/activity/record_audit'
import { saveRow } from '#services/master_data/save_row'
import { readChecks, type PreflightForm } from '#services/preflight/read_checks'

/**
 * Makes or changes a rule that deliverables are checked by. It counts for versions that are delivered from now on; what
 * was checked keeps its outcome.
 * @throws Refusal 403 for anybody but an admin; Invalid 422 on the field that cannot be read; E_ROW_NOT_FOUND
 */
export async function savePreflightRule(id: number | null, form: PreflightForm, actor: Actor) {
  const checks = readChecks(form)
  return db.transaction(async (trx) => {
    await refuseUnlessAdmin(trx, actor)
    for (const [field, table] of [
      ['productId', 'products'],
      ['requestTypeId', 'request_types'],
    ] as const) {
      const wanted = form[field]
      if (wanted && !(await trx.from(table).where('id', wanted).select('id').first())) {
        throw new Invalid(field, 'preflight.unknown_row')
      }
    }
    const values = {
      name: form.name,
      productId: form.productId ?? null,
      requestTypeId: form.requestTypeId ?? null,
      checks,
      isActive: form.isActive ?? false,
    }
    return saveRow(
      { model: PreflightRule, id, subject: 'preflight_rule', label: form.name, values },
      actor,
      trx
    )
  })
}

/**
 * Removes a rule; what was checked by it keeps its outcome.
 * @throws Refusal 403 for anybody but an admin; E_ROW_NOT_FOUND
 */
export async function removePreflightRule(id: number, actor: Actor): Promise<void> {
  await db.transaction(async (trx) => {
    await refuseUnlessAdmin(trx, actor)
    const rule = await PreflightRule.query({ client: trx })
      .where('id', id)
      .forUpdate()
      .firstOrFail()
    await rule.delete()
    await recordAudit(trx, {
      actor,
      action: 'preflight_rule_removed',
      subjectType: 'preflight_rule',
      subjectId: id,
      subjectLabel: rule.name,
      changes: [],
    })
  })
}
