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
      const template = id ? await locked(trx, id) : new RequestTemplate().useTransaction(trx)
      const before = id ? { ...factsOf(template.form), ...template.$attributes } : {}
      const changes = changesBetween(before, { name, isActive, ...factsOf(form) })
      if (id && changes.length === 0) return template
      const now = clock.now()
      if (!id) template.merge({ requestTypeId: type.id, position: 0, createdAt: now })
      template.merge({ name, isActive, updatedAt: now })
      template.form = JSON.stringify(form) as unknown as TemplateForm
      await template.save()
      await audit(trx, template, { actor, action: id ? 'changed' : 'created', changes })
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
 * Removes a request template.
 * @returns it, and the fields of the form that would make it again
 * @throws Refusal 403 for anybody but an admin; E_ROW_NOT_FOUND
 */
export async function removeRequestTemplate(id: number, actor: Actor) {
  return db.transaction(async (trx) => {
    await refuseUnlessAdmin(trx, actor)
    const removed = await locked(trx, id)
    await removed.load('requestType')
    const values = fieldsOf(removed)
    await removed.delete()
    await audit(trx, removed, { actor, action: 'removed', changes: [] })
    return { removed, values }
  })
}

/** A template as its form would send it. */
function fieldsOf({ name, isActive, form, requestType }: RequestTemplate) {
  const { items, ...texts } = form
  const rows = items.flatMap((item, index) =>
    Object.entries(item).map(([field, value]) => [`items[${index}][${field}]`, value])
  )
  const fields = { type: requestType.key, name, ...texts, ...Object.fromEntries(rows) }
  return (isActive ? { ...fields, isActive: '1' } : fields) as Record<string, string>
}

function locked(trx: TransactionClientContract, id: number) {
  return RequestTemplate.query({ client: trx }).where('id', id).forUpdate().firstOrFail()
}

/** What it fills in as the audit tells it. */
function factsOf({ items, ...texts }: TemplateForm) {
  const lines = items.map((item) => [item.productId, item.quantity, item.criteria].join(' ').trim())
  return { ...texts, items: lines.join(', ') }
}

type Deed = { actor: Actor; action: string; changes: FieldChange[] }

async function audit(trx: TransactionClientContract, template: RequestTemplate, deed: Deed) {
  await recordAudit(trx, {
    ...deed,
    action: `request_template_${deed.action}`,
    subjectType: 'request_template',
    subjectId: template.id,
    subjectLabel: template.name,
  })
}
