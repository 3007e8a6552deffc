import { describeInsights } from '#services/reports/monthly/describe_insights'
import { changesOf, kpisOf } from '#services/reports/monthly/monthly_answer_kpis'
import { breakdownsOf, leadersOf } from '#services/reports/monthly/monthly_answer_rows'
import { personName, type MonthlyContext } from '#services/reports/monthly/monthly_context'
import { percent, ratesOf } from '#services/reports/rates_of'

/** Overdue tickets that an answer names. */
const NAMED = 10

/** A monthly report under the keys of the JSON API (shared/api: `reports/monthly/`); titles as its reader sees them today. */
export async function monthlyAnswer(context: MonthlyContext) {
  const { figures, month, titles, names, i18n } = context
  const { sums, overdue, revisions } = figures
  const rates = ratesOf(sums)
  const title = (id: number) => titles.get(id) ?? null
  const [wins, improvements, actions] = describeInsights(context).map(({ said }) => said)
  return {
    report_period: {
      year: month.year,
      month: month.month,
      month_name: month.startsAt.setLocale(i18n.locale).toFormat('LLLL'),
      date_from: month.key,
      date_to: month.endsAt.minus({ days: 1 }).toISODate(),
    },
    executive_summary: {
      total_tickets: sums.total,
      assigned_tickets: sums.assigned,
      completed_tickets: sums.completed,
      in_progress_tickets: sums.inProgress,
      total_output: sums.output,
      video_quantity: sums.video,
      image_quantity: sums.image,
      kpi_summary: kpisOf(context),
    },
    quality_metrics: {
      on_time_rate: rates.onTimeRate,
      on_time_count: sums.onTime,
      tickets_with_deadline: sums.timed,
      avg_revisions: rates.averageRevisions,
      revision_distribution: Object.fromEntries(
        revisions.map((count, times) => [times < 4 ? String(times) : '4+', count])
      ),
      high_revision_tickets: figures.revised.map((one) => ({
        id: one.ticketId,
        title: title(one.ticketId),
        revision_count: one.revisions,
        assigned_to: personName(context, one.assigneeId),
        product: one.productId === null ? null : (names.product[one.productId] ?? null),
      })),
    },
    overdue_metrics: {
      overdue_count: overdue.count,
      overdue_rate: percent(overdue.count, overdue.open),
      overdue_by_priority: overdue.byPriority,
      overdue_tickets: overdue.tickets.slice(0, NAMED).map((one) => ({
        id: one.ticketId,
        title: title(one.ticketId),
        priority: one.priority,
        deadline: one.deadlineAt,
        assigned_to: personName(context, one.assigneeId),
      })),
    },
    ...(await leadersOf(context)),
    breakdowns: await breakdownsOf(context),
    mom_comparison: changesOf(context),
    insights: { wins, improvements, action_items: actions },
  }
}
