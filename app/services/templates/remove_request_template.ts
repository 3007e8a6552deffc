import db from '@adonisjs/lucid/services/db'
import type RequestTemplate from '#models/request_template'
import { refuseUnlessAdmin } from '#services/accounts/admin_of'
import type { Actor } from '#services/actor'
import { auditRequests, lockedRequestTemplate } from '#services/templates/save_request_template'

/**
 * Removes a request template.
 * @returns it, and the fields of the form that would make it again
 * @throws Refusal 403 for anybody but an admin; E_ROW_NOT_FOUND
 */
export async function removeRequestTemplate(id: number, actor: Actor) {
  return db.transaction(async (trx) => {
    await refuseUnlessAdmin(trx, actor)
    const removed = await lockedRequestTemplate(trx, id)
    await removed.load('requestType')
    const values = fieldsOf(removed)
    await removed.delete()
    await auditRequests(trx, removed, { actor, action: 'removed', changes: [] })
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
