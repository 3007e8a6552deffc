import type { MonthlyFigures } from '#services/reports/monthly/monthly_figures'
import { rateKpis, type Kpi } from '#services/reports/monthly/rate_kpis'
import { oneDecimal } from '#services/reports/rates_of'

/** A sentence of monthly.json under `insight`, with its figures. */
export interface Insight {
  key: string
  kpi?: Kpi
  params?: Record<string, number>
  personId?: number
}

export interface Insights {
  wins: Insight[]
  improvements: Insight[]
  actions: Insight[]
}

/** A change of output is worth a word from this share on, in percent. */
const REMARKABLE = 10

/** What a month did well, could do better, and leaves to do, by threshold (shared/metrics). */
export function findInsights(figures: MonthlyFigures, before: MonthlyFigures | null): Insights {
  const kpis = rateKpis(figures).filter(({ target }) => target !== null)
  const output = outputChange(figures, before)
  return {
    wins: [
      ...kpis.filter(({ rag }) => rag === 'green').map((kpi) => ({ key: 'kept', kpi })),
      ...(output && output.by >= REMARKABLE ? [{ key: 'output_up', params: output }] : []),
      ...bestOf(figures),
    ],
    improvements: [
      ...kpis
        .filter(({ rag }) => rag === 'amber' || rag === 'red')
        .map((kpi) => ({ key: kpi.rag === 'amber' ? 'close' : 'missed', kpi })),
      ...(output && output.by <= -REMARKABLE
        ? [{ key: 'output_down', params: { ...output, by: -output.by } }]
        : []),
    ],
    actions: actionsOf(figures),
  }
}

function outputChange({ sums }: MonthlyFigures, before: MonthlyFigures | null) {
  const was = before?.sums.output ?? 0
  if (was === 0) return null
  return { by: oneDecimal(((sums.output - was) / was) * 100), output: sums.output }
}

function bestOf({ people }: MonthlyFigures): Insight[] {
  const [best] = people.toSorted((a, b) => b.sums.output - a.sums.output)
  if (!best || best.sums.output === 0) return []
  const { output } = best.sums
  return [{ key: 'best', personId: best.id as number, params: { output } }]
}

function actionsOf({ overdue, revised, revisions, waiting }: MonthlyFigures): Insight[] {
  const urgent = overdue.byPriority.urgent ?? 0
  const oldest = overdue.tickets[0]?.ticketId
  const all: (Insight & { count: number })[] = [
    { key: 'overdue', count: overdue.count, params: { id: oldest } },
    { key: 'urgent', count: urgent },
    { key: 'revised', count: revised.length > 0 ? revisions[4] : 0 },
    { key: 'unassigned', count: waiting.assignee },
    { key: 'unapproved', count: waiting.approval },
  ]
  return all
    .filter(({ count }) => count > 0)
    .map(({ key, count, params }) => ({ key, params: { count, ...params } }))
}
