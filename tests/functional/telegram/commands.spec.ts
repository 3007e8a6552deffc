import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import User from '#models/user'
import { handleUpdate } from '#services/telegram/handle_update'
import { addComment } from '#services/comments/add_comment'
import { onACleanDesk } from '#tests/support/accounts'
import type { ApiUser, BotApi } from '#tests/support/bot_api'
import { makeCast, makePerson, type Cast } from '#tests/support/people'
import { linked } from '#tests/support/telegram/linked'
import { useBot } from '#tests/support/telegram/use_bot'
import { ask, ticketAt } from '#tests/support/tickets'

test.group('Commands of the bot', (group) => {
  let api: BotApi
  let cast: Cast
  let ana: ApiUser
  onACleanDesk(group)
  group.each.setup(async () => {
    api = await useBot()
    cast = await makeCast()
    ana = await linked(api, cast.ana)
    return () => api.stop()
  })

  /** @returns what the bot answers */
  async function say(who: ApiUser, text: string) {
    const before = api.in(who).filter(({ from }) => from.is_bot).length
    await handleUpdate(api.say(who, text))
    const answers = api.in(who).filter(({ from }) => from.is_bot)
    return answers.length > before ? answers.at(-1)!.text : ''
  }

  test('/waiting names what waits for a decision, with links, the oldest first', async ({
    assert,
  }) => {
    assert.include(await say(ana, '/waiting'), 'No decision waits for you.')
    const first = await ask(cast.maria, { title: '<b>Payday</b> & "more"' })
    const second = await ask(cast.maria, { title: 'The second' })
    await ask(cast.rico, { title: 'For the managers of Sales' })
    const answer = await say(ana, '/waiting')
    assert.include(answer, '2 decisions wait for you.')
    assert.include(answer, `#${first.id} <b>Payday</b> & "more"`)
    assert.isBelow(answer.indexOf(`#${first.id}`), answer.indexOf(`#${second.id}`))
    assert.include(answer, 'Maria Test · Website Banner')
    assert.notInclude(answer, 'Sales')
    const shown = api.last(ana)!
    assert.isFalse(shown.hasPreview)
    assert.match(JSON.stringify([shown.text, shown.entities]), new RegExp(`/tickets/${first.id}`))
  })

  test('/mine names open work and what waits for a confirmation', async ({ assert }) => {
    const kim = await linked(api, cast.kim)
    const maria = await linked(api, cast.maria)
    const work = await ticketAt('in_progress', cast, { title: 'On my desk' })
    await ticketAt('completed', cast, { title: 'Done already' })
    const answer = await say(kim, '/mine')
    assert.include(answer, 'You have 1 open piece of work.')
    assert.include(answer, `#${work.id} On my desk`)
    assert.include(answer, 'In progress · Medium')
    assert.notInclude(answer, 'Done already')
    assert.include(await say(maria, '/mine'), '1 request of yours waits for your word')
  })

  test('/ticket shows what the person may see, in his zone', async ({ assert }) => {
    await User.query().where('id', cast.joy.id).update({ timeZone: 'Asia/Tokyo' })
    const joy = await linked(api, cast.joy)
    const ticket = await ticketAt('in_progress', cast, {
      title: 'A <i>slanted</i> title',
      description: 'Words & <script>alert(1)</script>',
    })
    await addComment(
      ticket.id,
      { body: 'An internal word', isInternal: true },
      { by: cast.ben, channel: 'web' }
    )
    for (const text of [
      `/ticket ${ticket.id}`,
      `/ticket #${ticket.id}`,
      `/TICKET@bot ${ticket.id}`,
    ]) {
      const answer = await say(joy, text)
      assert.include(answer, 'A <i>slanted</i> title')
      assert.include(answer, 'Status: In progress')
      assert.include(answer, 'Asked by: Maria Test, Marketing')
      assert.include(answer, 'Done by: Kim Test')
      assert.match(answer, /Due: .*\(Asia\/Tokyo\)/)
      assert.include(answer, '<script>')
      assert.notInclude(answer, 'internal word')
    }
    const waiting = await ask(cast.maria)
    const maria = await linked(api, cast.maria)
    assert.include(await say(maria, `/ticket ${waiting.id}`), 'Waits for: Ana Test')
    assert.include(await say(ana, `/ticket ${waiting.id}`), 'Waits for your department approval')
  })

  test('/ticket says the same to strangers and for numbers that do not exist', async ({
    assert,
  }) => {
    const ticket = await ask(cast.maria, { title: 'Nobody from Sales sees it' })
    const rico = await linked(api, cast.rico)
    const words = (id: string) => `There is no ticket #${id} that you may see.`
    assert.equal(await say(rico, `/ticket ${ticket.id}`), words(String(ticket.id)))
    for (const id of ['999999', '2147483648', '9999999999']) {
      assert.equal(await say(rico, `/ticket ${id}`), words(id))
    }
    for (const nasty of ['', 'x', '-1', '1 or 1=1', '1.5', '١', '12345678901234567890']) {
      assert.include(await say(rico, `/ticket ${nasty}`), 'Write the number too')
    }
  })

  test('/status says whose chat it is, /help what is understood', async ({ assert }) => {
    await ask(cast.maria)
    const status = await say(ana, '/status')
    assert.include(status, 'linked to Ana Test (ana)')
    assert.include(status, '1 decision waits for you.')
    assert.include(status, '1 unread notification.')
    const help = await say(ana, '/help')
    for (const name of ['waiting', 'mine', 'ticket', 'status', 'stop']) {
      assert.include(help, `/${name}`)
    }
    assert.include(await say(ana, '/start'), 'Hello, Ana Test')
    assert.include(await say(ana, '/rm -rf'), 'no such command')
    assert.include(await say(ana, '/constructor'), 'no such command')
    assert.include(await say(ana, 'approve all'), 'A message alone changes nothing')
  })

  test('somebody who is not linked learns how to link and nothing else', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    const eve = api.person(666, 'Eve')
    for (const text of [
      '/start',
      '/mine',
      '/waiting',
      `/ticket ${ticket.id}`,
      '/stop',
      'hello',
      '/x',
    ]) {
      const answer = await say(eve, text)
      assert.include(answer, 'not linked to an account', text)
      assert.notInclude(answer, ticket.title)
    }
  })

  test('people who may not act are strangers from the next word on', async ({ assert }) => {
    const lea = await makePerson({ username: 'lea', department: 'Marketing' })
    const account = await linked(api, lea)
    assert.include(await say(account, '/mine'), 'no open work')
    const users = () => db.from('users').where('id', lea.id)
    await users().update({ deactivated_at: new Date() })
    assert.include(await say(account, '/mine'), 'not linked')
    await users().update({ deactivated_at: null, admin_locked_at: new Date() })
    assert.include(await say(account, '/mine'), 'not linked')
    await users().update({ admin_locked_at: null, approved_at: null })
    assert.include(await say(account, '/mine'), 'not linked')
  })

  test('groups get no answer', async ({ assert }) => {
    const team = api.group(-100500, 'The team')
    await handleUpdate(api.say(ana, '/waiting', { chat: team }))
    await handleUpdate(api.say(ana, '/stop@countersign_test_bot', { chat: team }))
    assert.lengthOf(api.in(team), 2)
    const row = await db.from('users').where('id', cast.ana.id).firstOrFail()
    assert.equal(row.telegram_chat_id, String(ana.id))
  })

  test('too much at once is told once, and later all is well', async ({ assert }) => {
    for (let i = 0; i < 40; i += 1) await say(ana, '/help')
    assert.include(await say(ana, '/help'), 'a lot at once')
    assert.equal(await say(ana, '/help'), '')
    const ben = await linked(api, cast.ben)
    assert.include(await say(ben, '/help'), '/waiting')
  })

  test('a word to the bot switches the channel on again after a block', async ({ assert }) => {
    await handleUpdate(api.block(ana))
    const off = () => db.from('users').where('id', cast.ana.id).firstOrFail()
    const blocked = await off()
    assert.isNotNull(blocked.telegram_off_at)
    await handleUpdate(api.unblock(ana))
    const back = await off()
    assert.isNull(back.telegram_off_at)
  })
})
