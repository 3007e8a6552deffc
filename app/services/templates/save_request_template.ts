import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { Invalid } from '#exceptions/refusals'
import type { FieldChange } from '#models/activity'
import RequestTemplate from '#models/request_template'
import type RequestType from '#models/request_type'
import { refuseUnlessAdmin } from '#services/accounts/admin_of'
import type { Actor } from '#services/actor'
import { recordAudit } from '#services/activity/record_audit'
import clock from '#services/clock'
import { changesBetween } from '#services/master_data/changes_between'
import { fillsAnything } from '#services/templates/judge_request_template'
import type { TemplateForm } from '#services/templates/template_form'

export interface RequestTemplateForm {
  name: string
  isActive: boolean
  form: TemplateForm
}

/**
 * Makes or changes a request template, with its line in the audit. Requests made from it stay as they are.
 * @throws Refusal 403 for anybody but an admin; E_ROW_NOT_FOUND; Invalid 422 for a taken name or nothing filled in
 */
export async function saveRequestTemplate(
  id: number | null,
  type: RequestType,
  { name, isActive, form }: RequestTemplateForm,
  actor: Actor
): Promise<RequestTemplate> {
  if (!fillsAnything(form)) throw new Invalid('title', 'templates.nothing_filled')
  try {
    return await db.transaction(async (trx) => {
      await refuseUnlessAdmin(trx, actor)
      const template = id
        ? await lockedRequestTemplate(trx, id)
        : new RequestTemplate().useTransaction(trx)
      const before = id ? { ...factsOf(template.form), ...template.$attributes } : {}
      const changes = changesBetween(before, { name, isActive, ...factsOf(form) })
      if (id && changes.length === 0) return template
      const now = clock.now()
      if (!id) template.merge({ requestTypeId: type.id, position: 0, createdAt: now })
      template.merge({ name, isActive, updatedAt: now })
      template.form = JSON.stringify(form) as unknown as TemplateForm
      await template.save()
      await auditRequests(trx, template, { actor, action: id ? 'changed' : 'created', changes })
      return template
    })
  } catch (error) {
    if ((error as { code?: string }).code === '23505') {
      throw new Invalid('name', 'templates.name_taken')
    }
    throw error
  }
}

/**
 * One of them, under its row lock.
 * @throws E_ROW_NOT_FOUND
 */
export function lockedRequestTemplate(trx: TransactionClientContract, id: number) {
  return RequestTemplate.query({ client: trx }).where('id', id).forUpdate().firstOrFail()
}

/** What it fills in as the audit tells it. */
function factsOf({ items, ...texts }: TemplateForm) {
  const lines = items.map((item) => [item.productId, item.quantity, item.criteria].join(' ').trim())
  return { ...texts, items: lines.join(', ') }
}

type Deed = { actor: Actor; action: string; changes: FieldChange[] }

/** Its line in the audit. */
export async function auditRequests(
  trx: TransactionClientContract,
  template: RequestTemplate,
  deed: Deed
) {
  await recordAudit(trx, {
    ...deed,
    action: `request_template_${deed.action}`,
    subjectType: 'request_template',
    subjectId: template.id,
    subjectLabel: template.name,
  })
}
