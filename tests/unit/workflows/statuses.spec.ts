import { test } from '@japa/runner'
import { qualified, workflowsWith } from '#services/tickets/list/where_status'
import { workflows } from '#workflows/index'

test.group('Statuses of all workflows', () => {
  test('no two workflows end in the same status: figures tell the workflow by it', ({ assert }) => {
    for (const { key, statuses } of workflows) {
      for (const [status, { isFinished }] of Object.entries(statuses)) {
        if (isFinished) assert.deepEqual(workflowsWith(status), [key], status)
      }
    }
  })

  test('a status that two workflows share is named with its workflow', ({ assert }) => {
    assert.deepEqual(qualified(['in_progress']), ['creative.in_progress', 'support.in_progress'])
    assert.deepEqual(qualified(['open', 'support.closed']), ['support.open', 'support.closed'])
    assert.deepEqual(qualified(), [])
  })
})
