import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import env from '#start/env'
import { handleUpdate } from '#services/telegram/handle_update'
import { handleWaiting } from '#services/telegram/intake/handle_waiting'
import { keepUpdates } from '#services/telegram/intake/keep_updates'
import { readUpdate } from '#services/telegram/intake/read_update'
import { SECRET_HEADER, webhookSecret } from '#services/telegram/intake/webhook'
import clock from '#services/clock'
import { onACleanDesk } from '#tests/support/accounts'
import type { ApiUser, BotApi } from '#tests/support/bot_api'
import { makeCast, type Cast } from '#tests/support/people'
import { fuzzUpdates } from '#tests/support/telegram/fuzz_updates'
import { linked } from '#tests/support/telegram/linked'
import { useBot } from '#tests/support/telegram/use_bot'
import { Visitor } from '#tests/support/visitor'
import { ask } from '#tests/support/tickets'

const handleAll = () => handleWaiting(new AbortController().signal)

test.group('Updates of the bot', (group) => {
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

  const answersTo = (who: ApiUser) => api.in(who).filter(({ from }) => from.is_bot).length

  test('count once each, however often they come', async ({ assert }) => {
    const update = api.say(ana, '/help')
    await handleUpdate(update)
    await handleUpdate(update)
    await Promise.all([1, 2, 3].map(() => handleUpdate(update)))
    assert.deepEqual(await keepUpdates([update, update]), [])
    assert.equal(answersTo(ana), 1)
  })

  test('of strangers, however many, let those of people pass', async ({ assert }) => {
    const strangers = Array.from({ length: 8 }, (_, n) => api.person(900 + n, `Stranger ${n}`))
    await keepUpdates([1, 2, 3, 4].flatMap(() => strangers.map((who) => api.say(who, 'Hello'))))
    await keepUpdates([api.say(ana, '/help')])
    await handleAll()
    const answers = api.callsOf('sendMessage').map(({ params }) => Number(params.chat_id))
    assert.lengthOf(answers, 33)
    assert.isBelow(answers.indexOf(ana.id), 6)
  })

  test('leave nothing of what people wrote behind', async ({ assert }) => {
    await handleUpdate(api.say(ana, 'My dog is called Rex'))
    const { rows } = await db.rawQuery(
      `select string_agg(t::text, '') as all from telegram_updates t`
    )
    assert.notInclude(rows[0].all, 'Rex')
  })

  test('of one chat keep their order, also when Telegram is away for a while', async ({
    assert,
  }) => {
    const ben = await linked(api, cast.ben)
    await api.down()
    // A slow machine must not come to the second try by itself, which is followed by a longer pause.
    clock.freeze(clock.now())
    await keepUpdates([api.say(ana, '/status'), api.say(ana, '/help'), api.say(ben, '/help')])
    const next = await handleAll()
    assert.isNotNull(next)
    assert.isTrue(next! > clock.now().toJSDate())
    await api.up()
    clock.freeze(clock.now().plus({ seconds: 2 }))
    await handleAll()
    const [first, second] = api.in(ana).filter(({ from }) => from.is_bot)
    assert.include(first.text, 'linked to Ana')
    assert.include(second.text, '/waiting')
    assert.equal(answersTo(ben), 1)
  })

  test('that nobody can handle are given up and hold up nothing', async ({ assert }) => {
    api.limit(5)
    await keepUpdates([api.say(ana, '/status')])
    for (let i = 0; i < 4; i += 1) {
      api.limit(5)
      await handleAll()
      clock.moveTo(clock.now().plus({ seconds: 40 }))
    }
    api.limit(0)
    await db.from('telegram_pace').delete()
    await handleUpdate(api.say(ana, '/help'))
    assert.equal(answersTo(ana), 1)
    assert.include(api.last(ana)!.text, '/waiting')
  })

  test('left behind by a process that died are handled a minute later', async ({ assert }) => {
    const update = api.say(ana, '/help')
    await keepUpdates([update])
    await db
      .from('telegram_updates')
      .update({ tries: 1, next_try_at: clock.now().plus({ seconds: 60 }).toJSDate() })
    await handleAll()
    assert.equal(answersTo(ana), 0)
    clock.moveTo(clock.now().plus({ seconds: 61 }))
    await handleAll()
    assert.equal(answersTo(ana), 1)
  })

  test('that are nonsense do nothing', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    const counted = async () => {
      const { rows } = await db.rawQuery(
        `select (select count(*) from activities) as a, (select count(*) from audit_events) as b,
           (select count(*) from comments) as c, (select status from tickets where id = ?) as d,
           (select count(*) from users where telegram_chat_id is not null) as e`,
        [ticket.id]
      )
      return rows[0]
    }
    const before = await counted()
    for (const update of fuzzUpdates(api, ana, 400)) await handleUpdate(update)
    assert.deepEqual(await counted(), before)
    const { rows } = await db.rawQuery(
      'select count(*)::int as left from telegram_updates where handled_at is null'
    )
    assert.equal(rows[0].left, 0)
    await handleUpdate(api.say(ana, '/help'))
    assert.isAbove(answersTo(ana), 0)
  })

  test('hold nothing that the database refuses', ({ assert }) => {
    const text = `a\0b\ud800c${'x'.repeat(9000)}`
    const from = { id: 5, is_bot: false, first_name: '\0\udc00' }
    const chat = { id: 5, type: 'private' }
    const read = readUpdate({ update_id: 1, message: { message_id: 2, from, chat, text } })!
    const { message } = read.update as { message: { text: string; from: { first_name: string } } }
    assert.isTrue(message.text.isWellFormed() && !message.text.includes('\0'))
    assert.isAtMost(message.text.length, 4096)
    assert.isTrue(message.from.first_name.isWellFormed())
  })
})

test.group('Telegram calls', (group) => {
  let api: BotApi
  let ana: ApiUser
  onACleanDesk(group)
  group.each.setup(async () => {
    api = await useBot({ TELEGRAM_MODE: 'webhook' })
    const cast = await makeCast()
    ana = await linked(api, cast.ana)
    return () => api.stop()
  })

  const call = (body: string, secret: string | null = webhookSecret()) =>
    new Visitor().raw('POST', '/telegram/updates', {
      body,
      headers: {
        'content-type': 'application/json',
        ...(secret !== null && { [SECRET_HEADER]: secret }),
      },
    })
  const kept = async () => {
    const row = await db.from('telegram_updates').count('* as total').first()
    return Number(row.total)
  }

  test('with its secret: kept at once, handled by the worker, once', async ({ assert }) => {
    const update = api.say(ana, 'A reason with %00 and \u0000 in it, and /help')
    const body = JSON.stringify(update)
    const first = await call(body)
    assert.equal(first.status, 200)
    assert.equal(first.text, '')
    const again = await call(body)
    assert.equal(again.status, 200)
    assert.equal(await kept(), 1)
    assert.lengthOf(api.callsOf('sendMessage'), 0)
    await handleAll()
    assert.lengthOf(api.callsOf('sendMessage'), 1)
  })

  test('without it: nobody there, and nothing of the body is read', async ({ assert }) => {
    const body = JSON.stringify(api.say(ana, '/help'))
    for (const secret of [null, '', 'x', webhookSecret().slice(1), `${webhookSecret()}x`]) {
      const answer = await call(body, secret)
      assert.equal(answer.status, 404)
    }
    const garbage = await call('{', 'wrong')
    assert.equal(garbage.status, 404)
    assert.equal(await kept(), 0)
    env.set('TELEGRAM_MODE', 'polling')
    const polling = await call(body)
    assert.equal(polling.status, 404)
  })

  test('with bodies that are no updates: refused, or taken and forgotten', async ({ assert }) => {
    const statuses: number[] = []
    const bodies = ['', '{', 'null', '[]', '1', '{}', '{"update_id":"x"}', '{"update_id":7}']
    for (const body of [...bodies, `"${'x'.repeat(300_000)}"`, `${'['.repeat(50_000)}`]) {
      const { status } = await call(body)
      statuses.push(status)
    }
    assert.deepEqual(statuses, [400, 400, 200, 200, 200, 200, 200, 200, 413, 400])
    assert.equal(await kept(), 1)
    await handleAll()
    assert.lengthOf(api.calls, 0)
  })

  test('with GET: no such page', async ({ assert }) => {
    const answer = await new Visitor().get('/telegram/updates')
    assert.equal(answer.status, 404)
  })
})
