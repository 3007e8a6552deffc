import type { I18n } from '@adonisjs/i18n'
import { breakDown } from '#services/reports/breakdowns/break_down'
import { nameKeys } from '#services/reports/breakdowns/name_keys'
import { breakdownKeys } from '#services/reports/keys/breakdown_keys'
import { findFirstAndLast } from '#services/reports/keys/find_first_and_last'
import { teamKeys } from '#services/reports/keys/team_keys'
import { whole } from '#services/reports/keys/whole'
import type { ReportAsked } from '#services/reports/narrow_facts'
import { ratesOf } from '#services/reports/rates_of'
import { sumFacts } from '#services/reports/sum_facts'
import { sumTeam } from '#services/reports/team/sum_team'

/**
 * The figures of a report under the keys of `analytics/` (shared/api); seconds are whole seconds, what there is none of is
 * null. `overall` counts every ticket, whatever the range.
 */
export async function analyticsKeys(asked: ReportAsked, i18n: I18n) {
  const { range } = asked.question
  const { first, last } = await findFirstAndLast(asked)
  const ever =
    first && last ? { ...asked.question, range: { ...range, from: first, to: last } } : null
  const breakdowns = await breakDown(asked)
  return {
    date_range: { date_from: range.from, date_to: range.to, min_date: first, max_date: last },
    overall: await overall(ever ? { ...asked, question: ever } : asked),
    summary: await summary(asked),
    ...teamKeys(await sumTeam(asked)),
    ...breakdownKeys(breakdowns, await nameKeys(breakdowns), i18n),
  }
}

async function overall(asked: ReportAsked) {
  const sums = await sumFacts(asked)
  const rates = ratesOf(sums)
  return {
    total: sums.total,
    assigned: sums.assigned,
    completed: sums.completed,
    in_progress: sums.inProgress,
    completion_rate: rates.completionRate,
    total_quantity_produced: sums.output,
    video_quantity: sums.video,
    image_quantity: sums.image,
    avg_processing_seconds: whole(rates.processingSeconds),
    avg_time_per_creative_seconds: whole(rates.secondsPerPiece),
    avg_acknowledge_seconds: whole(rates.acknowledgeSeconds),
  }
}

async function summary(asked: ReportAsked) {
  const sums = await sumFacts(asked)
  const rates = ratesOf(sums)
  return {
    total_tickets: sums.total,
    assigned_tickets: sums.assigned,
    completed_tickets: sums.completed,
    completion_rate: rates.completionRate,
    avg_processing_seconds: whole(rates.processingSeconds),
    avg_acknowledge_seconds: whole(rates.acknowledgeSeconds),
    avg_time_per_creative_seconds: whole(rates.secondsPerPiece),
    avg_video_creation_seconds: whole(rates.secondsPerVideo),
    avg_image_creation_seconds: whole(rates.secondsPerImage),
    tickets_with_revisions: sums.revised,
    revision_rate: rates.revisionRate,
    total_quantity_produced: sums.output,
    avg_quantity_per_ticket: rates.averageOutput,
  }
}
