import Department from '#models/department'
import { PRODUCT_CATEGORIES } from '#models/product'
import RequestType, { CRITERIA_MODES, PRODUCT_MODES, QUANTITY_MODES } from '#models/request_type'
import { openChecklist } from '#services/checklists/open_checklist'
import { useOfType } from '#services/handovers/use_of'
import { isRouted } from '#services/master_data/is_routed'
import { TYPE_ICONS } from '#services/master_data/type_icons'
import { workflows } from '#workflows/index'

export interface RequestTypeRow {
  type: RequestType
  /** The department that the type is routed to; null where the workflow decides. */
  handledBy: string | null
  isChild: boolean
  /** Types below it that are in use: it is a heading then, and nobody asks for it itself. */
  below: number
}

/** All request types by workflow, each followed by the types below it, in the order people see them. Two queries. */
export async function listRequestTypes() {
  const types = await RequestType.query().orderBy(['position', 'name', 'id'])
  const names = await departmentNames()
  const below = (parentId: number) => types.filter((type) => type.parentId === parentId)
  const rowOf = (type: RequestType): RequestTypeRow => ({
    type,
    handledBy: names.get(type.handlingDepartmentId ?? 0) ?? null,
    isChild: type.parentId !== null,
    below: below(type.id).filter((child) => child.isActive).length,
  })
  return {
    groups: workflows.map(({ key }) => ({
      key,
      isRouted: isRouted(key),
      rows: types
        .filter((type) => type.workflow === key && type.parentId === null)
        .flatMap((type) => [type, ...below(type.id)])
        .map(rowOf),
    })),
  }
}

/**
 * What the form of a request type needs. The workflow of a new one is what was asked for.
 * @throws E_ROW_NOT_FOUND for an unknown id
 */
export async function requestTypeChoices(id: number | null, typed: { workflow?: unknown } = {}) {
  const row = id ? await RequestType.findOrFail(id) : null
  const asked = workflows.find(({ key }) => key === typed.workflow) ?? workflows[0]
  const workflow = row?.workflow ?? asked.key
  const children = id ? await RequestType.query().where('parentId', id) : []
  const parents = await RequestType.query()
    .where({ workflow, isActive: true })
    .whereNull('parentId')
    .if(id, (query) => query.whereNot('id', id!))
    .orderBy(['position', 'name'])
  return {
    row,
    workflow,
    isRouted: isRouted(workflow),
    children,
    parents: parents.map((type) => ({ value: type.id, label: type.name })),
    departments: await departmentChoices(row?.handlingDepartmentId ?? null),
    icons: TYPE_ICONS,
    // A heading is asked for by nobody, so it needs no list.
    checklist: row && children.length === 0 ? await openChecklist(row) : null,
    use: row?.isActive ? await useOfType(row) : null,
    productModes: PRODUCT_MODES,
    categories: PRODUCT_CATEGORIES,
    quantityModes: QUANTITY_MODES,
    criteriaModes: CRITERIA_MODES,
  }
}

async function departmentNames(): Promise<Map<number, string>> {
  const departments = await Department.query().select('id', 'name')
  return new Map(departments.map(({ id, name }) => [id, name]))
}

/** Departments in use, and the one the type has. */
async function departmentChoices(keptId: number | null) {
  const departments = await Department.query()
    .where('isActive', true)
    .if(keptId, (query) => query.orWhere('id', keptId!))
    .orderBy('name')
  return departments.map(({ id, name }) => ({ value: id, label: name }))
}
