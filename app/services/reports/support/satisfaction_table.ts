import db from '@adonisjs/lucid/services/db'
import type { ReportContext } from '#services/reports/answer_report'
import { askPatiently } from '#services/reports/ask_patiently'
import { linked } from '#services/reports/linked'
import { createdFacts } from '#services/reports/narrow_facts'
import { oneDecimal, percent, ratio } from '#services/reports/rates_of'
import type { ReportRow, ReportTable } from '#services/reports/report_table'
import { SCORES } from '#services/ratings/rating_rules'
import { workflows } from '#workflows/index'

/** Scores from the best down. */
const BEST_FIRST = [...SCORES].reverse()
/** From here on somebody was content. */
const CONTENT = 4

/** How many gave each score, by the score. */
type Scores = Map<number, number>

/**
 * What requesters said of finished work, by workflow. Whoever counts a ticket in his reports also reads its rating
 * (services/ratings), so nothing is told here that the ticket would not tell.
 */
export async function satisfactionTable(context: ReportContext): Promise<ReportTable> {
  const t = (key: string) => context.i18n.t(`support_report.${key}`)
  const given = await countScores(context)
  const total: Scores = new Map(
    SCORES.map((score) => [score, sum([...given.values()], (scores) => scores.get(score) ?? 0)])
  )
  const row = (label: string, scores: Scores, workflow?: string): ReportRow => {
    const of = (score: number) => scores.get(score) ?? 0
    const rated = sum(BEST_FIRST, of)
    const content = sum(BEST_FIRST, (score) => (score >= CONTENT ? of(score) : 0))
    const all = sum(BEST_FIRST, (score) => score * of(score))
    const counted = workflow ? { workflow } : {}
    return {
      label,
      cells: [
        linked(context, rated, { ...counted, is: ['rated'] }),
        linked(context, oneDecimal(ratio(all, rated)), { ...counted, is: ['rated'] }),
        linked(context, percent(content, rated), { ...counted, is: ['content'] }),
        ...BEST_FIRST.map((score) => linked(context, of(score), { ...counted, score })),
      ],
    }
  }
  const rows = workflows.flatMap(({ key }) => {
    const scores = given.get(key)
    return scores ? [row(context.i18n.t(`workflow.${key}.name`), scores, key)] : []
  })
  return {
    key: 'satisfaction',
    title: t('satisfaction'),
    rowTitle: t('workflow'),
    columns: [
      { key: 'rated', label: t('column.rated'), kind: 'count' },
      { key: 'score', label: t('column.score'), kind: 'average' },
      { key: 'content', label: t('column.content'), kind: 'percent' },
      ...BEST_FIRST.map((score) => ({
        ...{ key: `score${score}`, kind: 'count' as const },
        label: context.i18n.t(`ratings.score.${score}`),
      })),
    ],
    rows,
    total: rows.length > 0 ? row(t('all'), total) : null,
    note: t('satisfaction_note'),
    chart: { kind: 'stacked', columns: BEST_FIRST.map((score) => `score${score}`) },
  }
}

async function countScores(context: ReportContext): Promise<Map<string, Scores>> {
  const { managesAnything } = context.viewer
  const query = createdFacts(context)
    // Whoever counts his own tickets has few: they are found by him, never among all that were rated.
    .whereRaw(managesAnything ? 'f.score is not null' : 'f.score + 0 is not null')
    .select('f.workflow', 'f.score', db.raw('count(*)::integer as tickets'))
    .groupBy('f.workflow', 'f.score')
  const rows = await askPatiently(query)
  const given = new Map<string, Scores>()
  for (const { workflow, score, tickets } of rows) {
    given.set(workflow, (given.get(workflow) ?? new Map()).set(score, tickets))
  }
  return given
}

function sum<Value>(values: readonly Value[], of: (value: Value) => number): number {
  return values.reduce((total, value) => total + of(value), 0)
}
