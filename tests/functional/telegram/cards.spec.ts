import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { BotDesk, buttonsOf } from '#tests/support/bot_desk'
import type { ApiUser } from '#tests/support/bot_api'
import { makeCast, type Cast } from '#tests/support/people'
import { ask } from '#tests/support/tickets'

test.group('Cards in Telegram', (group) => {
  let cast: Cast
  let desk: BotDesk
  let ana: ApiUser
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    cast = await makeCast()
    desk = new BotDesk()
    await desk.start()
    ana = await desk.link(cast.ana)
    return () => desk.stop()
  })

  test('asks for a decision with all it needs, and takes it', async ({ assert }) => {
    const ticket = await ask(cast.maria, { title: 'Payday <b>push</b> & more' })
    await desk.work()
    const card = desk.api.last(ana)!
    assert.include(card.text, 'Maria Test asks for your department approval')
    assert.include(card.text, 'Payday <b>push</b> & more')
    assert.include(card.text, `#${ticket.id} · Website Banner (H5 & WEB) · Medium`)
    assert.include(card.text, 'From Maria Test, Marketing')
    assert.include(card.text, 'Deadline 72 h after approval and assignment.')
    assert.include(card.text, 'Juan365, 1 piece, image')
    assert.include(card.text, 'One clear line, large product name.')
    assert.isFalse(card.hasPreview)
    assert.deepEqual(buttonsOf(card), ['Approve', 'Reject', 'Open'])
    const said = await desk.press(ana, card, 'Approve')
    assert.deepEqual(said, { text: `#${ticket.id} approved.`, isAlert: false })
    await ticket.refresh()
    assert.equal(ticket.status, 'pending_creative')
    const activity = await db.from('activities').orderBy('id', 'desc').firstOrFail()
    assert.deepInclude(activity, { action: 'dept_approved', channel: 'telegram' })
    await desk.work()
    const after = desk.api.last(ana)!
    assert.equal(after.id, card.id)
    assert.deepEqual(buttonsOf(after), ['Open'])
    assert.include(after.text, 'You approved it')
  })
})
