import { FACET_NAMES, type Facet } from '#services/reports/facets'

/** What a list is narrowed by beside the facets of the reports, as a condition over `tickets`. */
export const OWN_FACETS = { open_pins: 'tickets.open_pins > 0' } as const

export type OwnFacet = keyof typeof OWN_FACETS
export type ListFacet = Facet | OwnFacet

export const LIST_FACETS: readonly ListFacet[] = [
  ...FACET_NAMES,
  ...(Object.keys(OWN_FACETS) as OwnFacet[]),
]

export function isOwn(facet: ListFacet): facet is OwnFacet {
  return facet in OWN_FACETS
}
