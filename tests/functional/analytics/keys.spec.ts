import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import { forget } from '#services/dashboard/remember'
import { analyticsKeys } from '#services/reports/keys/analytics_keys'
import {
  dashboardKeys,
  pendingApprovalsKeys,
  teamOverviewKeys,
} from '#services/reports/keys/dashboard_keys'
import { plantReference } from '#tests/support/counted'
import { contextOf } from '#tests/support/counted_lists'
import { makeCast, type Cast } from '#tests/support/people'

test.group('The keys of the report answers', (group) => {
  let cast: Cast
  group.setup(async () => {
    forget()
    const rollBack = await testUtils.db().wrapInGlobalTransaction()
    cast = await makeCast()
    await plantReference(cast.maria, [cast.kim, cast.joy, cast.paolo])
    return rollBack
  })

  test('the figures fill those of the analytics', async ({ assert }) => {
    const context = await contextOf(cast.admin)
    const keys = await analyticsKeys(context, context.i18n)
    assert.containsSubset(keys.summary, {
      ...{ total_tickets: 7, assigned_tickets: 6, completed_tickets: 5, completion_rate: 83.3 },
      ...{ tickets_with_revisions: 2, revision_rate: 28.6, total_quantity_produced: 33 },
      ...{ avg_quantity_per_ticket: 6.6, avg_processing_seconds: null },
    })
    assert.containsSubset(keys.overall, { total: 7, video_quantity: 18, image_quantity: 13 })
    assert.equal(keys.date_range.min_date, keys.date_range.date_to)
    assert.deepEqual(
      keys.user_performance.map(({ username, total_assigned, total_output }) => [
        ...[username, total_assigned, total_output],
      ]),
      [
        ['joy', 3, 16],
        ['kim', 3, 17],
      ]
    )
    assert.containsSubset(keys.user_totals, { total_assigned: 6, assigned_output: 37 })
    assert.containsSubset(keys.rankings.by_total, [
      { rank: 1, username: 'kim', value: 17 },
      { rank: 2, username: 'joy', value: 16 },
    ])
    assert.containsSubset(keys.by_request_type, [
      { request_type: 'website_banner', count: 3, completed: 1, completed_quantity: 6 },
    ])
    assert.deepEqual(
      keys.by_criteria.map(({ criteria, completed_quantity: pieces }) => [criteria, pieces]),
      [
        ['video', 18],
        ['image', 13],
        ['other', 2],
      ]
    )
    assert.deepEqual(keys.telegram_product_output, [
      {
        ...{ product_name: 'Juan365 Telegram Channel', ticket_count: 1 },
        ...{ total_quantity: 7, completed_quantity: 7 },
      },
    ])
    assert.deepEqual(keys.by_department, [
      {
        ...{ department: 'Marketing', count: 7, completed: 5, in_progress: 1 },
        ...{ total_quantity: 41, completed_quantity: 33 },
      },
    ])
    assert.deepEqual(
      keys.by_priority.map(({ priority }) => priority),
      ['urgent', 'high', 'medium', 'low']
    )
  })

  test('the dashboard fills those of its own', async ({ assert }) => {
    const { i18n, zone } = await contextOf(cast.admin)
    const keys = await dashboardKeys(cast.admin, zone, i18n)
    assert.containsSubset(keys, {
      ...{ total_tickets: 7, pending_approval: 1, in_progress: 1, completed: 5, my_assigned: 0 },
    })
    assert.lengthOf(keys.weekly_chart, 7)
    assert.containsSubset(keys.weekly_chart.at(-1), { created: 7, completed: 5 })
    for (const { color } of [...keys.status_chart, ...keys.priority_chart]) {
      assert.match(color, /^#[0-9a-f]{6}$/)
    }
    const team = await teamOverviewKeys(cast.ben)
    assert.containsSubset(team, [{ username: 'kim', assigned_count: 1 }])
    const pending = await pendingApprovalsKeys(cast.ana)
    assert.deepEqual(pending, [
      {
        ...{ department_id: cast.ana.departmentId, department_name: 'Marketing' },
        ...{ is_creative: false, approver_id: cast.ana.id, approver_name: 'Ana Test' },
        pending_count: 1,
      },
    ])
  })
})
