import type { I18n } from '@adonisjs/i18n'
import type User from '#models/user'
import { remember } from '#services/dashboard/remember'
import { figureCards } from '#services/reports/figure_cards'
import { figureWords } from '#services/reports/figure_words'
import { completeQuestion } from '#services/reports/report_question'
import { sumFacts, type Measure } from '#services/reports/sum_facts'

const KEYS = ['total', 'completed', 'output', 'onTimeRate'] as const
/** What these are made of. */
const MEASURES = [
  ...(['total', 'completed', 'output', 'video', 'image', 'other'] as const),
  ...(['timed', 'onTime'] as const),
] satisfies Measure[]

/**
 * The month so far beside the same part of the one before, as the summary of the analytics has it: of the tickets that
 * count for this person. Kept for five seconds.
 */
export async function summariseMonth(viewer: User, zone: string, i18n: I18n) {
  const question = await completeQuestion({}, zone)
  const context = { question, viewer, zone, i18n, words: figureWords(i18n) }
  const earlier = { ...context, question: { ...question, range: question.before! } }
  const [sums, before] = await remember(viewer.id, `month:${zone}`, async () => [
    await sumFacts(context, MEASURES),
    await sumFacts(earlier, MEASURES),
  ])
  return figureCards(context, sums, before, [...KEYS])
}
