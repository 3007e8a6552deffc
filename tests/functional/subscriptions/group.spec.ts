import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import clock from '#services/clock'
import { planReports } from '#services/subscriptions/plan_reports'
import type { ApiChat } from '#tests/support/bot_api'
import { BotDesk } from '#tests/support/bot_desk'
import { plant } from '#tests/support/counted'
import { makeCast, type Cast } from '#tests/support/people'
import { at, MailDesk, reportRows } from '#tests/support/report_mails'
import { ask } from '#tests/support/tickets'
import { visit } from '#tests/support/visitor'

test.group('The daily report to the Telegram group', (group) => {
  let cast: Cast
  let desk: BotDesk
  let chat: ApiChat
  const house = new MailDesk()
  group.setup(() => house.open())
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    house.clear()
    clock.moveTo(at('2026-11-15T10:00'))
    cast = await makeCast()
    desk = new BotDesk()
    await desk.start({ group: -1001 })
    chat = desk.api.group(-1001, 'Desk')
    return async () => {
      clock.goOn()
      await desk.stop()
    }
  })

  test('comes once as a picture with figures, without names, apart from the news of tickets', async ({
    assert,
  }) => {
    const by = cast.maria
    await plant([
      {
        ...{ by, to: cast.kim, status: 'completed', quantity: 1000, criteria: 'video' },
        ...{ createdAt: '2026-11-16T02:00:00Z', endedAt: '2026-11-16T03:00:00Z' },
      },
      { by, createdAt: '2026-11-16T04:00:00Z' },
    ])
    clock.moveTo(at('2026-11-17T07:59'))
    await ask(cast.maria, { title: 'Autumn sale' })
    clock.moveTo(at('2026-11-17T08:00'))
    assert.equal(await planReports(), 1)
    assert.equal(await planReports(), 0)
    await desk.work()
    await desk.work()
    const shown = desk.api.in(chat)
    assert.lengthOf(shown, 2)
    assert.lengthOf(desk.api.callsOf('sendPhoto'), 1)
    const [call] = desk.api.callsOf('sendPhoto')
    const caption = String(call.params.caption)
    assert.include(caption, 'Daily report, Mon 16 Nov 2026')
    assert.include(caption, 'Created 2 (0.1 a day)')
    assert.include(caption, 'Output 1,000 (62.5 a day): 1,000 video, 0 image')
    assert.include(caption, 'Now: 2 for approval, 0 not started, 0 in progress, 0 overdue')
    assert.notMatch(caption, /Kim|Maria|Autumn/)
    const [file] = Object.values(call.files)
    assert.equal(file.bytes.subarray(1, 4).toString(), 'PNG')
    const [row] = await reportRows()
    assert.containsSubset(row, { state: 'sent', channel: 'telegram_group', user_id: null })
  })

  test('waits while Telegram is away, and is sent once it is back', async ({ assert }) => {
    await desk.api.down()
    clock.moveTo(at('2026-11-16T08:00'))
    await planReports()
    await desk.work()
    const [waiting] = await reportRows()
    assert.containsSubset(waiting, { state: 'waiting', attempts: 0 })
    await desk.api.up()
    clock.moveTo(at('2026-11-16T08:05'))
    await desk.work()
    assert.lengthOf(desk.api.in(chat), 1)
  })

  test('an admin says when reports go out, and that the group gets none', async ({ assert }) => {
    const admin = await visit(cast.admin)
    const settings = {
      ...{ fileMegabytes: 50, filesPerTicket: 20, confirmAfterDays: 0, closeAfterDays: 7 },
      ...{ trashDays: 0, reportsAt: '06:30', groupReport: 'never' },
    }
    const wrong = await admin.post('/admin/settings', { ...settings, reportsAt: '25:00' })
    assert.equal(wrong.status, 422)
    assert.include(wrong.text, '25:00')
    const saved = await admin.post('/admin/settings', settings)
    assert.equal(saved.status, 302)
    const [event] = await db.from('audit_events').where('action', 'settings_changed')
    assert.includeMembers(
      event.changes.map(({ field }: { field: string }) => field),
      ['reportsAt', 'groupReport']
    )
    clock.moveTo(at('2026-11-16T08:00'))
    assert.equal(await planReports(), 0)
    const later = await visit(cast.admin)
    await later.post('/admin/settings', { ...settings, groupReport: 'daily' })
    clock.moveTo(at('2026-11-17T06:29'))
    assert.equal(await planReports(), 1)
    clock.moveTo(at('2026-11-17T06:30'))
    assert.equal(await planReports(), 1)
  })
})
