import type { Facet } from '#services/reports/facets'
import type { FigureKind } from '#services/reports/figure_words'
import type { Rates } from '#services/reports/rates_of'
import type { Sums } from '#services/reports/sum_facts'

/** A column of the team, and what of a person's tickets it counts. */
export interface TeamColumn {
  key: keyof Sums | keyof Rates | 'helped' | 'helpedQuantity'
  kind: FigureKind
  is: Facet[]
}

/** What somebody has to do and has done. */
export const WORK: TeamColumn[] = [
  { key: 'assigned', kind: 'count', is: ['assigned'] },
  { key: 'assignedQuantity', kind: 'count', is: ['assigned', 'with_pieces'] },
  { key: 'completed', kind: 'count', is: ['done'] },
  { key: 'completionRate', kind: 'percent', is: ['assigned_done'] },
  { key: 'inProgress', kind: 'count', is: ['in_progress'] },
  { key: 'pending', kind: 'count', is: ['pending'] },
  { key: 'helped', kind: 'count', is: ['assigned', 'helped'] },
  { key: 'helpedQuantity', kind: 'count', is: ['assigned', 'helped', 'with_pieces'] },
]

/** What came of it, and how long it took. */
export const OUTPUT: TeamColumn[] = [
  { key: 'output', kind: 'count', is: ['with_output'] },
  { key: 'video', kind: 'count', is: ['with_output', 'video'] },
  { key: 'image', kind: 'count', is: ['with_output', 'image'] },
  { key: 'other', kind: 'count', is: ['with_output', 'other_output'] },
  { key: 'processingSeconds', kind: 'seconds', is: ['processed'] },
  { key: 'acknowledgeSeconds', kind: 'seconds', is: ['acknowledged'] },
  { key: 'approvalToDoneSeconds', kind: 'seconds', is: ['approved_done'] },
]
