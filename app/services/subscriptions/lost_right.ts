import type User from '#models/user'
import { SCOPES, scopeOf, type SubscriptionRow } from '#services/subscriptions/subscription'

/**
 * True when somebody may see less now than when he subscribed: his role counts for fewer tickets, or the department that
 * the view is about, or each one that he managed, is his no longer. What he may see now he subscribes to anew.
 */
export function lostRight(
  row: Pick<SubscriptionRow, 'scope' | 'departments' | 'filters'>,
  person: User
): boolean {
  const now = scopeOf(person)
  if (SCOPES.indexOf(now) > SCOPES.indexOf(row.scope)) return true
  if (row.scope !== 'departments' || now !== 'departments') return false
  const kept = row.departments.filter((id) => person.manages.includes(id))
  const asked = [row.filters.department, row.filters.handling].filter(
    (id) => id !== undefined && row.departments.includes(id)
  )
  return kept.length === 0 || asked.some((id) => !kept.includes(id!))
}
