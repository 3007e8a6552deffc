import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import clock from '#services/clock'
import { confirmUnanswered } from '#services/deadlines/confirm_unanswered'
import { saveSettings } from '#services/settings/save_settings'
import { DEFAULTS, forgetSettings } from '#services/settings/read_settings'
import { makeCast, type Cast } from '#tests/support/people'
import { ticketAt } from '#tests/support/tickets'

test.group('Automatic confirmation', (group) => {
  let cast: Cast
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    cast = await makeCast()
    return () => {
      clock.goOn()
      forgetSettings()
    }
  })

  test('is off until an admin sets the days', async ({ assert }) => {
    const ticket = await ticketAt('completed', cast)
    forgetSettings()
    clock.moveTo(clock.now().plus({ days: 400 }))
    assert.equal(await confirmUnanswered(), 0)
    await ticket.refresh()
    assert.isNull(ticket.confirmedAt)
  })

  test('confirms what nobody answered, in the name of the desk, and tells the assignee', async ({
    assert,
  }) => {
    const ticket = await ticketAt('completed', cast)
    const revised = await ticketAt('in_progress', cast)
    await saveSettings({ ...DEFAULTS, confirmAfterDays: 7 }, { by: cast.admin, channel: 'web' })
    clock.moveTo(clock.now().plus({ days: 6 }))
    assert.equal(await confirmUnanswered(), 0)
    clock.moveTo(clock.now().plus({ days: 2 }))
    assert.equal(await confirmUnanswered(), 1)
    await ticket.refresh()
    await revised.refresh()
    assert.isNotNull(ticket.confirmedAt)
    assert.isNull(revised.confirmedAt)
    const activity = await db
      .from('activities_in_full')
      .where({ ticket_id: ticket.id, action: 'confirmed' })
      .firstOrFail()
    assert.equal(activity.channel, 'system')
    assert.isNull(activity.actor_id)
    const told = await db.from('notifications').where({ ticket_id: ticket.id, kind: 'confirmed' })
    assert.deepEqual(
      told.map((row) => row.user_id),
      [cast.kim.id]
    )
  })
})
