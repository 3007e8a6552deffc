import { whole } from '#services/reports/keys/whole'
import { oneDecimal, ratesOf } from '#services/reports/rates_of'
import type { Sums } from '#services/reports/sum_facts'
import { rankTeam, type RankedBy } from '#services/reports/team/rank_team'
import type { Team } from '#services/reports/team/sum_team'

/** A team under the keys of `analytics/`. Its totals hold what is assigned to nobody too, like the summary. */
export function teamKeys(team: Team) {
  const working = team.rows.filter(({ sums }) => sums.assigned > 0)
  return {
    user_performance: working.map(({ person, sums }) => ({
      user_id: person.id,
      username: person.username,
      full_name: person.fullName,
      role: person.role,
      department: person.department.name,
      ...performance(sums),
    })),
    user_totals: performance(team.all),
    rankings: {
      by_total: ranking(team, 'output'),
      by_video: ranking(team, 'video'),
      by_image: ranking(team, 'image'),
      by_others: ranking(team, 'other'),
    },
  }
}

function performance(sums: Sums) {
  const rates = ratesOf(sums)
  const { approvalToDoneSeconds: approvalToDone } = rates
  return {
    total_assigned: sums.assigned,
    assigned_output: sums.assignedQuantity,
    completed: sums.completed,
    in_progress: sums.inProgress,
    pending: sums.pending,
    avg_processing_seconds: whole(rates.processingSeconds),
    avg_approval_to_complete_hours: oneDecimal(approvalToDone && approvalToDone / 3600),
    completion_rate: rates.completionRate,
    total_output: sums.output,
    video_output: sums.video,
    image_output: sums.image,
    others_output: sums.other,
    avg_acknowledge_seconds: whole(rates.acknowledgeSeconds),
    avg_video_creation_seconds: whole(rates.secondsPerVideo),
    avg_image_creation_seconds: whole(rates.secondsPerImage),
  }
}

function ranking(team: Team, by: RankedBy) {
  return rankTeam(team, by).map(({ rank, row: { person }, value }) => ({
    rank,
    user_id: person.id,
    username: person.username,
    full_name: person.fullName,
    value,
  }))
}
