import db from '@adonisjs/lucid/services/db'
import { Invalid } from '#exceptions/refusals'
import DeadlineRule from '#models/deadline_rule'
import { refuseUnlessAdmin } from '#services/accounts/admin_of'
import type { Actor } from '#services/actor'
import { recordAudit } from '#services/activity/record_audit'
import { saveRow } from '#services/master_data/save_row'
import type { Priority } from '#workflows/workflow'

export interface DeadlineRuleForm {
  requestTypeId?: number
  priority: Priority
  criteria?: 'image' | 'video'
  hours: number
}

/**
 * Makes or changes a deadline rule; running clocks keep the deadline they have.
 * @throws Invalid 422 when the same case has a rule already; E_ROW_NOT_FOUND
 */
export async function saveDeadlineRule(id: number | null, form: DeadlineRuleForm, actor: Actor) {
  try {
    return await saveRow(
      {
        model: DeadlineRule,
        id,
        subject: 'deadline_rule',
        label: [form.priority, form.criteria].filter(Boolean).join(' '),
        values: {
          workflow: 'creative',
          requestTypeId: form.requestTypeId ?? null,
          priority: form.priority,
          criteria: form.criteria ?? null,
          hours: form.hours,
        },
      },
      actor
    )
  } catch (error) {
    if (error instanceof Invalid && error.key === 'name_taken') {
      throw new Invalid('priority', 'master.rule_exists')
    }
    throw error
  }
}

/**
 * Removes a rule for a request type or criteria. A priority's own rule stays: without it a ticket would have no deadline.
 * @throws Refusal 403 for anybody but an admin; Invalid 422 for a priority's own rule; E_ROW_NOT_FOUND
 */
export async function removeDeadlineRule(id: number, actor: Actor): Promise<void> {
  await db.transaction(async (trx) => {
    await refuseUnlessAdmin(trx, actor)
    const rule = await DeadlineRule.query({ client: trx }).where('id', id).forUpdate().firstOrFail()
    if (!rule.requestTypeId && !rule.criteria) throw new Invalid('priority', 'master.rule_needed')
    await rule.delete()
    await recordAudit(trx, {
      actor,
      action: 'deadline_rule_removed',
      subjectType: 'deadline_rule',
      subjectId: id,
      subjectLabel: [rule.priority, rule.criteria].filter(Boolean).join(' '),
      changes: [{ field: 'hours', before: String(rule.hours), after: null }],
    })
  })
}
