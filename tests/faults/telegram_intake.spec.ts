import { test } from '@japa/runner'
import { BotApi, type ApiUser } from '#tests/support/bot_api'
import { figures } from '#tests/support/figures'
import { makeFreshDatabase, useDatabase, type FreshDatabase } from '#tests/support/fresh_database'
import { makeCast, type Cast } from '#tests/support/people'
import { Processes } from '#tests/support/server_process'
import { fuzzUpdates } from '#tests/support/telegram/fuzz_updates'
import { linked } from '#tests/support/telegram/linked'
import { until } from '#tests/support/until'

test.group('The worker and its bot', (group) => {
  let api: BotApi
  let database: FreshDatabase
  let processes: Processes
  let cast: Cast
  let ana: ApiUser

  group.each.setup(async () => {
    api = new BotApi()
    database = await makeFreshDatabase()
    const restore = await useDatabase(database.url)
    await api.start()
    processes = new Processes({ DATABASE_URL: database.url, ...api.env })
    cast = await makeCast()
    ana = await linked(api, cast.ana)
    return async () => {
      await processes.endAll()
      await api.stop()
      await restore()
      await database.drop()
    }
  })

  const answers = (who = ana) => api.in(who).filter(({ from }) => from.is_bot)
  const isAsked = () => api.updates.isAsked

  test('asks where there is no https, and answers in a moment, whatever happened before', async ({
    assert,
  }) => {
    const worker = await processes.worker({
      TELEGRAM_MODE: 'webhook',
      APP_URL: 'http://desk.example.com',
    })
    await until(isAsked, 'the worker asks')
    const saysWhy = () => worker.output().includes('set APP_URL to the https address')
    await until(saysWhy, 'its log says why')
    assert.isNull(api.updates.webhook)
    assert.deepEqual(
      api.commands.map(({ command }) => command),
      ['waiting', 'mine', 'ticket', 'status', 'help', 'stop', 'start']
    )
    api.say(ana, '/status')
    const quick = await until(() => answers().length === 1, 'the bot answers')

    await api.down()
    api.say(ana, '/help')
    await until(() => worker.output().includes('Telegram cannot be asked'), 'the worker notices')
    await api.up()
    const away = await until(() => answers().length === 2, 'the bot answers after an outage')

    await fetch(`${api.root}/bot${api.token}/getUpdates`).then((answer) => answer.text())
    api.say(ana, '/help')
    const conflict = await until(() => answers().length === 3, 'the bot answers after a conflict')
    assert.include(worker.output(), 'another program asks with the same token')

    await until(isAsked, 'the worker asks again')
    api.hang()
    const { ms, code } = await worker.end('SIGTERM')
    assert.equal(code, 0)
    assert.isBelow(ms, 2500)
    assert.notInclude(worker.output(), api.token)
    figures('the bot answers', { quick, away, conflict, end: ms })
  })

  test('of two workers one asks; when it is killed, the other goes on and nothing is lost', async ({
    assert,
  }) => {
    const first = await processes.worker()
    await until(isAsked, 'the first asks')
    await processes.worker()
    for (let i = 0; i < 6; i += 1) api.say(ana, '/status')
    first.signal('SIGKILL')
    const took = await until(() => answers().length >= 6, 'all are answered', 90)
    assert.equal(api.updates.conflicts, 0)
    assert.isAtMost(answers().length, 7)
    figures('another worker goes on', { took })
  })

  test('stops at once while Telegram hangs', async ({ assert }) => {
    api.hang()
    const worker = await processes.worker()
    await until(() => api.callsOf('setMyCommands').length > 0, 'it asks and hangs')
    const { ms } = await worker.end('SIGTERM')
    assert.isBelow(ms, 2000)
  })

  test('survives three hundred nonsense updates, and stops at once while it asks', async ({
    assert,
  }) => {
    const worker = await processes.worker()
    const ben = await linked(api, cast.ben)
    for (const update of fuzzUpdates(api, ana, 300)) api.updates.add(Object(update))
    api.say(ben, '/status')
    const took = await until(() => answers(ben).length === 1, 'it answers')
    assert.isBelow(took, 15_000)
    figures('three hundred nonsense updates', { took })
    assert.isTrue(worker.isAlive())
    assert.notMatch(worker.output(), /"level":(50|60)/)
    await until(isAsked, 'the worker asks again')
    const { ms, code } = await worker.end('SIGTERM')
    assert.equal(code, 0)
    assert.isBelow(ms, 2000)
  })

  test('Telegram calls in webhook mode: once each, whatever happens between', async ({
    assert,
  }) => {
    const env = { TELEGRAM_MODE: 'webhook' }
    const web = await processes.web(env)
    await processes.worker({ ...env, APP_URL: web.url })
    await until(() => api.updates.webhook !== null, 'the worker tells Telegram where to call')
    assert.equal(api.updates.webhook!.url, `${web.url}/telegram/updates`)
    const update = api.say(ana, '/status')
    await until(() => answers().length === 1, 'the bot answers')
    api.updates.repeat(update)
    await until(() => api.updates.waiting.length === 0, 'the repeat is taken')
    api.say(ana, '/help')
    await until(() => answers().length === 2, 'the next is answered')
    assert.include(api.last(ana)!.text, '/waiting')
    const rows = await database.rows('select count(*)::int as kept from telegram_updates')
    assert.equal(rows[0].kept, 2)
  })
})
