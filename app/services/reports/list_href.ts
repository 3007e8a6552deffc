import type User from '#models/user'
import { addressWith } from '#services/lists/address_with'
import type { Facet } from '#services/reports/facets'
import type { FigureKind } from '#services/reports/figure_words'
import type { ReportAsked } from '#services/reports/narrow_facts'

/** Filters of the tickets list that stand for what a figure counts. */
export interface Counted {
  is?: readonly Facet[]
  type?: number
  priority?: string
  status?: string | readonly string[]
  department?: number
  handling?: number
  requester?: number
  product?: number
  assignee?: number | 'none'
  [filter: string]: string | number | readonly (string | number)[] | null | undefined
}

/** The address of the list that holds exactly what a figure of a report counts, for its viewer. */
export function listHref({ question, viewer }: ReportAsked, counted: Counted = {}): string {
  const { range, workflow, department, handling, type, product, person } = question
  return addressWith('/tickets', {
    tab: 'all',
    ...(isLimited(viewer) ? { counted: 1 } : {}),
    from: range.from,
    to: range.to,
    workflow,
    department,
    handling,
    type,
    product,
    assignee: person,
    ...counted,
  })
}

/** True when there are tickets behind a figure: a nought counts none, but a time of nought was taken by somebody. */
export function hasList(value: number | null, kind: FigureKind): boolean {
  return kind === 'seconds' ? value !== null : Boolean(value)
}

function isLimited(viewer: User | null): boolean {
  return viewer !== null && !viewer.isAdmin
}
