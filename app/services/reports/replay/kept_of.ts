import type { Kept, KeptItem } from '#services/reports/replay/story'

const NAMES: [keyof Kept, string, ((value: any) => unknown)?][] = [
  ['priority', 'priority'],
  ['requestTypeId', 'request_type_id'],
  ['productId', 'product_id'],
  ['quantity', 'quantity'],
  ['criteria', 'criteria'],
  ['items', 'items', (items) => items.map(itemOf)],
  ['requestingDepartmentId', 'requesting_department_id'],
  ['handlingDepartmentId', 'handling_department_id'],
  ['assigneeId', 'assignee_id'],
  ['helpers', 'collaborators'],
  ['assignedAt', 'assigned_at', moment],
  ['deadlineAt', 'deadline_at', moment],
  ['responseDueAt', 'response_due_at', moment],
  ['firstResponseAt', 'first_response_at', moment],
  ['confirmedAt', 'confirmed_at', moment],
  ['resolvedAt', 'resolved_at', moment],
  ['actualEnd', 'actual_end', moment],
]

/** Only what was kept: a column that the oldest snapshots lack stays out. */
export function keptOf(data: any): Partial<Kept> {
  const known = NAMES.filter(([, column]) => data[column] !== undefined)
  return Object.fromEntries(
    known.map(([name, column, read]) => [name, read ? read(data[column]) : data[column]])
  )
}

/** A line of a ticket, of a row or of a snapshot. */
export function itemOf(row: any): KeptItem {
  return { productId: row.product_id, quantity: row.quantity, criteria: row.criteria }
}

function moment(value: string | null): number | null {
  return value === null ? null : Date.parse(value)
}
