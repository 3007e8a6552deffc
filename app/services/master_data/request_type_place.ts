import string from '@adonisjs/core/helpers/string'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { Invalid } from '#exceptions/refusals'
import RequestType from '#models/request_type'

interface Place {
  workflow: string
  name: string
  parentId?: number
  handlingDepartmentId?: number
  isActive?: boolean
}

/**
 * Types nest one level, within their workflow: a type that has types below it is a heading and stands under none. The
 * caller holds the rows of the type and of its parent.
 * @throws Invalid 422 on parentId, isActive or name
 */
export async function checkNesting(
  trx: TransactionClientContract,
  id: number | null,
  place: Place
): Promise<void> {
  const types = await RequestType.query({ client: trx }).where('workflow', place.workflow)
  const children = types.filter((type) => id !== null && type.parentId === id)
  const used = children.filter((type) => type.isActive)
  if (place.parentId) {
    const parent = types.find((type) => type.id === place.parentId)
    if (!parent) throw new Invalid('parentId', 'master.parent_unknown')
    if (parent.id === id) throw new Invalid('parentId', 'master.parent_itself')
    if (parent.parentId) throw new Invalid('parentId', 'master.parent_is_child')
    if (children.length > 0) throw new Invalid('parentId', 'master.heading_stays')
    if (place.isActive && !parent.isActive) throw new Invalid('parentId', 'master.parent_retired')
  }
  if (!place.isActive && used.length > 0) {
    throw new Invalid('isActive', 'master.heading_in_use', {
      count: used.length,
      names: used.map(({ name }) => name).join(', '),
    })
  }
  const isSame = (type: RequestType) =>
    type.id !== id &&
    (type.parentId ?? null) === (place.parentId ?? null) &&
    type.name.toLowerCase() === place.name.toLowerCase()
  if (types.some(isSame)) throw new Invalid('name', 'name_taken')
}

/**
 * The department that shall do the work has to be there, and in use where the type is; it stays so until the caller
 * commits.
 * @throws Invalid 422 on handlingDepartmentId
 */
export async function checkHandling(
  trx: TransactionClientContract,
  { handlingDepartmentId: departmentId, isActive }: Pick<Place, 'handlingDepartmentId' | 'isActive'>
): Promise<void> {
  if (!departmentId) throw new Invalid('handlingDepartmentId', 'master.handling_missing')
  const row = await trx
    .from('departments')
    .where('id', departmentId)
    .forShare()
    .select('is_active')
    .first()
  if (!row) throw new Invalid('handlingDepartmentId', 'master.handling_missing')
  if (isActive && !row.is_active)
    throw new Invalid('handlingDepartmentId', 'master.handling_retired')
}

/** A key of its own for a new type: its name, with the workflow or a number where that is taken. */
export async function keyOf(
  trx: TransactionClientContract,
  name: string,
  workflow: string
): Promise<string> {
  const stem =
    string
      .snakeCase(name)
      .replace(/[^a-z0-9_]/g, '')
      .slice(0, 50) || 'type'
  const rows = await trx.from('request_types').whereLike('key', `${stem}%`).select('key')
  const taken = new Set(rows.map(({ key }) => key))
  const wishes = [stem, `${stem}_${workflow}`]
  for (let n = 2; ; n += 1) {
    const free = wishes.find((key) => !taken.has(key))
    if (free) return free
    wishes.push(`${stem}_${n}`)
  }
}
