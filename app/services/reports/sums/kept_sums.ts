import string from '@adonisjs/core/helpers/string'
import type { Measure } from '#services/reports/measures'

/** What sums are kept by, with how it is read from the facts of a ticket (`f`); the tables name it the same. */
export const COMMON = {
  workflow: 'f.workflow',
  request_type_id: 'f.request_type_id',
  requesting_department_id: 'f.requesting_department_id',
  handling_department_id: 'f.handling_department_id',
}
export const KEPT_SUMS = {
  ticket_sums_by_kind: {
    ...COMMON,
    priority: 'f.priority',
    has_items: 'f.has_items',
    product_id: 'f.product_id',
    has_video: 'f.video > 0',
    has_image: 'f.image > 0',
    has_other: 'f.quantity > f.video + f.image',
  },
  ticket_sums_by_person: { ...COMMON, assignee_id: 'f.assignee_id' },
} as const

export type KeptTable = keyof typeof KEPT_SUMS
export type Dimension = keyof (typeof KEPT_SUMS)['ticket_sums_by_kind'] | 'assignee_id'

/** How a dimension is read from facts. */
export function factOf(dimension: Dimension): string {
  return { ...KEPT_SUMS.ticket_sums_by_kind, ...KEPT_SUMS.ticket_sums_by_person }[dimension]
}

/** The dimension that an expression over `f` reads, if it is one. */
export function dimensionAt(fact: string): Dimension | null {
  const tables = Object.values(KEPT_SUMS).flatMap((table) => Object.entries(table))
  return (tables.find(([, read]) => read === fact)?.[0] as Dimension) ?? null
}

/** The column of a measure in the tables of sums. */
export function columnOf(measure: Measure): string {
  return string.snakeCase(measure)
}
