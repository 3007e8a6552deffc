import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { Invalid } from '#exceptions/refusals'
import DeadlineRule from '#models/deadline_rule'
import { refuseUnlessAdmin } from '#services/accounts/admin_of'
import type { Actor } from '#services/actor'
import { recordAudit } from '#services/activity/record_audit'
import { isRouted } from '#services/master_data/is_routed'
import { saveRow } from '#services/master_data/save_row'
import { findWorkflow } from '#workflows/index'
import type { Priority } from '#workflows/workflow'

export interface DeadlineRuleForm {
  workflow: string
  requestTypeId?: number
  priority: Priority
  criteria?: 'image' | 'video'
  /** To the deadline. */
  hours: number
  /** To the first answer, where the clock runs from creation; nothing is promised without. */
  responseHours?: number
}

/**
 * Makes or changes a deadline rule; running clocks keep the deadline they have. A priority's own rule stays what it is,
 * but for its hours.
 * @throws Refusal 403 for anybody but an admin; Invalid 422 when the same case has a rule already, for another
 *   workflow, a type of another one, or an answer later than the deadline; E_ROW_NOT_FOUND
 */
export async function saveDeadlineRule(id: number | null, form: DeadlineRuleForm, actor: Actor) {
  const workflow = findWorkflow(form.workflow)
  const hasCriteria = !isRouted(workflow.key)
  const values = {
    workflow: workflow.key,
    requestTypeId: form.requestTypeId ?? null,
    priority: form.priority,
    criteria: (hasCriteria && form.criteria) || null,
    hours: form.hours,
    responseHours: (workflow.clock === 'creation' && form.responseHours) || null,
  }
  if (values.responseHours && values.responseHours > values.hours) {
    throw new Invalid('responseHours', 'master.response_late')
  }
  try {
    return await db.transaction(async (trx) => {
      await refuseUnlessAdmin(trx, actor)
      await refuseMisfit(trx, id, values)
      return saveRow(
        { model: DeadlineRule, id, subject: 'deadline_rule', label: labelOf(values), values },
        actor,
        trx
      )
    })
  } catch (error) {
    if (error instanceof Invalid && error.key === 'name_taken') {
      throw new Invalid('priority', 'master.rule_exists')
    }
    throw error
  }
}

type Values = Pick<DeadlineRuleForm, 'workflow' | 'priority'> & {
  requestTypeId: number | null
  criteria: string | null
}

async function refuseMisfit(trx: TransactionClientContract, id: number | null, values: Values) {
  if (values.requestTypeId) {
    const type = await trx
      .from('request_types')
      .where({ id: values.requestTypeId, workflow: values.workflow })
      .forShare()
      .select('id')
      .first()
    if (!type) throw new Invalid('requestTypeId', 'master.rule_type')
  }
  if (!id) return
  const rule = await DeadlineRule.query({ client: trx }).where('id', id).forUpdate().firstOrFail()
  if (rule.workflow !== values.workflow) throw new Invalid('workflow', 'master.workflow_stays')
  const isOwn = !rule.requestTypeId && !rule.criteria
  const leaves = values.requestTypeId || values.criteria || values.priority !== rule.priority
  if (isOwn && leaves) throw new Invalid('priority', 'master.rule_needed')
}

/** The name of a rule in the audit. */
function labelOf({ workflow, priority, criteria }: Values | DeadlineRule): string {
  return [workflow, priority, criteria].filter(Boolean).join(' ')
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
      subjectLabel: labelOf(rule),
      changes: [{ field: 'hours', before: String(rule.hours), after: null }],
    })
  })
}
