import { test } from '@japa/runner'
import env from '#start/env'
import { figures } from '#tests/support/figures'
import { makeFreshDatabase, useDatabase } from '#tests/support/fresh_database'
import { ImapServer } from '#tests/support/imap_server'
import { makeCast } from '#tests/support/people'
import { replyTo } from '#tests/support/replies'
import { Processes } from '#tests/support/server_process'
import { ticketAt } from '#tests/support/tickets'
import { until } from '#tests/support/until'

const MAILS = 60
const KILLS = 3

/** Real workers read a real mailbox and are killed while they do. */
test.group('A worker that is killed while it reads answers', () => {
  test('makes one comment of each of them, none twice', async ({ assert, cleanup }) => {
    const server = new ImapServer()
    env.set('IMAP_URL', await server.start())
    env.set('MAIL_REPLY_TO', 'answers@countersign.test')
    const database = await makeFreshDatabase()
    const restore = await useDatabase(database.url)
    const processes = new Processes({
      DATABASE_URL: database.url,
      IMAP_URL: server.url,
      MAIL_REPLY_TO: 'answers@countersign.test',
    })
    cleanup(async () => {
      await processes.endAll()
      await restore()
      await database.drop()
      await server.stop()
      env.set('IMAP_URL', '')
      env.set('MAIL_REPLY_TO', '')
    })
    const cast = await makeCast()
    const tickets = [await ticketAt('assigned', cast), await ticketAt('assigned', cast)]
    const attachments = [{ filename: 'plan.txt', content: 'a plan' }]
    for (let nth = 0; nth < MAILS; nth += 1) {
      const form = { text: `Answer ${nth}`, ...(nth % 20 === 0 ? { attachments } : {}) }
      server.deliver(await replyTo(tickets[nth % 2], cast.maria, form))
    }
    const count = async () => {
      const [{ comments }] = await database.rows('select count(*)::int as comments from comments')
      return Number(comments)
    }

    for (let kill = 1; kill <= KILLS; kill += 1) {
      const worker = await processes.worker()
      const goal = (MAILS / (KILLS + 1)) * kill
      await until(async () => (await count()) >= goal, `${goal} comments`, 60)
      await worker.end('SIGKILL')
    }
    const workers = [await processes.worker(), await processes.worker()]
    await until(() => server.unseen() === 0, 'every mail is read', 90)
    await until(() => server.listening === 1, 'one of them listens')

    const rows = await database.rows(
      'select body, count(*)::int as times from comments group by body'
    )
    assert.lengthOf(rows, MAILS)
    assert.deepEqual(
      rows.filter(({ times }) => times !== 1),
      []
    )
    const told = await database.rows(
      `select user_id, count(*)::int as times from notifications where kind = 'comment' group by user_id`
    )
    assert.isTrue(told.every(({ times }) => times === MAILS))
    const results = await database.rows('select distinct result from inbound_mails')
    assert.deepEqual(results, [{ result: 'commented' }])
    const files = await database.rows('select 1 from attachments where ticket_id is not null')
    assert.lengthOf(files, MAILS / 20)

    const listening = workers.map((worker) => worker.end('SIGTERM'))
    const ends = await Promise.all(listening)
    figures('reading answers through kills', {
      mails: MAILS,
      kills: KILLS,
      connections: server.connections,
      stopMs: Math.max(...ends.map(({ ms }) => ms)),
    })
    assert.isTrue(ends.every(({ ms }) => ms < 4000))
  }).timeout(240_000)
})
