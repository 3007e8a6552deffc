import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { Invalid } from '#exceptions/refusals'
import RequestType from '#models/request_type'
import { refuseUnlessAdmin } from '#services/accounts/admin_of'
import type { Actor } from '#services/actor'
import { giveTemplates } from '#services/handovers/give_templates'
import { useOfType } from '#services/handovers/use_of'
import { isRouted } from '#services/master_data/is_routed'
import { checkHandling, checkNesting, keyOf } from '#services/master_data/request_type_place'
import { saveRow } from '#services/master_data/save_row'

export interface RequestTypeForm {
  /** Chosen when the type is made, never changed. */
  workflow: string
  name: string
  icon?: string
  /** The heading it stands under. */
  parentId?: number
  /** Who does the work, where the workflow leaves it to the type. */
  handlingDepartmentId?: number
  productMode?: 'none' | 'one' | 'many'
  productCategory?: string
  quantityMode?: 'none' | 'ticket' | 'product'
  criteriaMode?: string
  isScheduled?: boolean
  deliverableRequired?: boolean
  descriptionHint?: string
  position: number
  isActive?: boolean
  /** Which type gets its templates when it is retired. */
  templatesTo?: number
  /** The person has seen what goes on using it. */
  understood?: boolean
}

/**
 * Makes or changes a request type. Tickets that exist keep what they have, their department too; the new rules count
 * for new briefs and edits. Whoever retires one has seen what goes on using it; its templates may go to a type like it.
 * @throws Refusal 403 for anybody but an admin; Invalid 422 for another workflow, a place, department or rules that do
 *   not fit, and a taken name; E_ROW_NOT_FOUND
 */
export async function saveRequestType(id: number | null, form: RequestTypeForm, actor: Actor) {
  return db.transaction(async (trx) => {
    await refuseUnlessAdmin(trx, actor)
    const ids = [id, form.parentId].filter((one): one is number => Boolean(one))
    const locked = await RequestType.query({ client: trx })
      .whereIn('id', ids)
      .orderBy('id')
      .forUpdate()
    const before = id ? locked.find((type) => type.id === id) : null
    if (id && !before) await RequestType.findOrFail(id, { client: trx })
    const workflow = before?.workflow ?? form.workflow
    if (form.workflow !== workflow) throw new Invalid('workflow', 'master.workflow_stays')
    await checkNesting(trx, id, { ...form, workflow })
    const routed = isRouted(workflow)
    if (routed) await checkHandling(trx, form)
    if (before?.isActive && !form.isActive) await retire(trx, before, form, actor)
    const values = { ...commonValues(form), ...(routed ? routedValues(form) : deskValues(form)) }
    const own = id ? {} : { key: await keyOf(trx, form.name, workflow), workflow }
    return saveRow(
      {
        model: RequestType,
        id,
        subject: 'request_type',
        label: form.name,
        values: { ...values, ...own },
      },
      actor,
      trx
    )
  })
}

/** Shows what is open first; its templates go where they still fit. */
async function retire(
  trx: TransactionClientContract,
  type: RequestType,
  { templatesTo, understood }: RequestTypeForm,
  actor: Actor
): Promise<void> {
  if (!understood) {
    const { tickets, templates } = await useOfType(type, trx)
    const key = tickets.count > 0 ? 'master.still_asked' : 'master.still_templates'
    const params = { open: tickets.count, names: templates.join(', ') }
    if (tickets.count + templates.length > 0) throw new Invalid('understood', key, params)
  }
  if (templatesTo) await giveTemplates(trx, type, templatesTo, actor)
}

function commonValues(form: RequestTypeForm) {
  return {
    name: form.name,
    ...(form.icon ? { icon: form.icon } : {}),
    parentId: form.parentId ?? null,
    descriptionHint: form.descriptionHint ?? '',
    position: form.position,
    isActive: form.isActive ?? false,
  }
}

function routedValues(form: RequestTypeForm) {
  return { handlingDepartmentId: form.handlingDepartmentId! }
}

/** What only requests to the creative desk ask for. */
function deskValues(form: RequestTypeForm) {
  const { productMode = 'none', quantityMode = 'none', criteriaMode = 'none' } = form
  if (productMode !== 'none' && !form.productCategory) {
    throw new Invalid('productCategory', 'master.category_missing')
  }
  if ((productMode === 'many') !== (quantityMode === 'product')) {
    throw new Invalid('quantityMode', 'master.quantity_by_product')
  }
  if (criteriaMode === 'product' && productMode !== 'many') {
    throw new Invalid('criteriaMode', 'master.criteria_by_product')
  }
  return {
    productMode,
    productCategory: productMode === 'none' ? null : form.productCategory!,
    quantityMode,
    criteriaMode,
    isScheduled: form.isScheduled ?? false,
    deliverableRequired: form.deliverableRequired ?? false,
  }
}
