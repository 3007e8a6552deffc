import { findInsights, type Insight } from '#services/reports/monthly/find_insights'
import { personName, type MonthlyContext } from '#services/reports/monthly/monthly_context'
import { targetWords } from '#services/reports/monthly/target_words'

export interface InsightWords {
  key: string
  title: string
  said: string[]
}

/** Wins, what to improve and what to do, in sentences. */
export function describeInsights(context: MonthlyContext): InsightWords[] {
  const found = findInsights(context.figures, context.before?.figures ?? null)
  return Object.entries(found).map(([key, list]) => ({
    key,
    title: context.i18n.t(`monthly.insights.${key}`),
    said: list.map((insight: Insight) => sentenceOf(insight, context)),
  }))
}

function sentenceOf({ key, kpi, params, personId }: Insight, context: MonthlyContext): string {
  const { i18n, words } = context
  const values: Record<string, string | number> = { ...params }
  if (params?.by !== undefined) values.by = words.figure(params.by, 'percent')
  if (params?.id !== undefined) values.id = String(params.id)
  if (personId !== undefined) values.name = personName(context, personId)!
  if (kpi) {
    values.figure = i18n.t(`monthly.kpi.${kpi.key}`)
    values.value = words.figure(kpi.value, kpi.kind)
    const target = targetWords(kpi.target!, kpi.kind, i18n)
    values.target = i18n.t(`monthly.target.${kpi.better}`, { target })
  }
  return i18n.t(`monthly.insight.${key}`, values)
}
