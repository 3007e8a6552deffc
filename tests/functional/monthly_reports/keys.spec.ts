import { test } from '@japa/runner'
import i18nManager from '@adonisjs/i18n/services/main'
import testUtils from '@adonisjs/core/services/test_utils'
import clock from '#services/clock'
import { monthAt } from '#services/reports/monthly/month'
import { monthlyAnswer } from '#services/reports/monthly/monthly_answer'
import { openMonth } from '#services/reports/monthly/open_month'
import type User from '#models/user'
import { plant, plantReference } from '#tests/support/counted'
import { makeCast } from '#tests/support/people'

test.group('The keys of reports/monthly/', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are filled with the reference vector, and rows add up to their sums', async ({
    assert,
  }) => {
    const cast = await makeCast()
    await plantReference(cast.maria, [cast.kim, cast.joy, cast.paolo])
    const opened = await openMonth(monthAt(clock.now()), cast.admin, i18nManager.locale('en'))
    const answer = await monthlyAnswer(opened!)
    assert.containsSubset(answer.executive_summary, {
      ...{ total_tickets: 7, assigned_tickets: 6, completed_tickets: 5, in_progress_tickets: 1 },
      ...{ total_output: 33, video_quantity: 18, image_quantity: 13 },
    })
    assert.deepEqual(answer.executive_summary.kpi_summary.completion_rate, {
      ...{ value: 83.3, target: 80, unit: '%' },
      rag: { status: 'green', label: 'On target' },
    })
    assert.equal(answer.executive_summary.kpi_summary.on_time_rate.rag.status, 'grey')
    assert.isNull(answer.executive_summary.kpi_summary.on_time_rate.value)
    assert.deepEqual(answer.quality_metrics.revision_distribution, {
      ...{ '0': 5, '1': 1, '2': 0, '3': 0, '4+': 1 },
    })
    assert.equal(answer.quality_metrics.high_revision_tickets[0].revision_count, 4)
    const sum = (rows: { output?: number; total_output?: number }[]) =>
      rows.reduce((all, row) => all + (row.output ?? row.total_output ?? 0), 0)
    const { by_department: byDepartment, by_request_type: byType } = answer.breakdowns
    const { by_priority: byPriority } = answer.breakdowns
    for (const rows of [answer.team_leaderboard, byDepartment, byType, byPriority]) {
      assert.equal(sum(rows), 33)
    }
    assert.equal(byType[0].request_type, 'website_banner')
    assert.lengthOf(answer.insights.wins, 4)
    assert.deepEqual(answer.mom_comparison.total_tickets, {
      ...{ current: 7, previous: 0, change: 7 },
    })
  })

  test('who made as much shares a rank', async ({ assert }) => {
    const cast = await makeCast()
    const made = (to: User, quantity: number) =>
      ({ by: cast.maria, to, status: 'completed', quantity, criteria: 'image' }) as const
    await plant([made(cast.kim, 4), made(cast.joy, 4), made(cast.paolo, 1)])
    const opened = await openMonth(monthAt(clock.now()), cast.admin, i18nManager.locale('en'))
    const { team_leaderboard: leaders } = await monthlyAnswer(opened!)
    assert.deepEqual(
      leaders.map(({ rank, total_output: output }) => [rank, output]),
      [
        [1, 4],
        [1, 4],
        [3, 1],
      ]
    )
  })
})
