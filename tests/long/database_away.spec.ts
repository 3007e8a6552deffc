import { test } from '@japa/runner'
import { openOutageDesk, sitThroughOutage } from '#tests/support/outage'

test.group('The database goes away, long form', (group) => {
  let desk: Awaited<ReturnType<typeof openOutageDesk>>

  group.setup(async () => {
    desk = await openOutageDesk()
    return () => desk.close()
  })

  test('for a minute: said at once, and well again without a restart', async ({ assert }) => {
    await sitThroughOutage(desk, 60, assert)
  }).timeout(180_000)
})
