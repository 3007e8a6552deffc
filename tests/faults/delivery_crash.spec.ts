import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { LEASE_SECONDS } from '#services/deliveries/claim_delivery'
import { wakeDeliveries } from '#services/deliveries/wake_deliveries'
import { makeFreshDatabase, useDatabase, type FreshDatabase } from '#tests/support/fresh_database'
import { MailServer } from '#tests/support/mail_server'
import { say } from '#tests/support/pacing'
import { makeCast, type Cast } from '#tests/support/people'
import { Processes, type DeskProcess } from '#tests/support/server_process'
import { ticketAt } from '#tests/support/tickets'
import { until } from '#tests/support/until'

const TICKETS = 12
const WORDS = 4

/**
 * The real worker process against a database of its own: what is committed is sent, whenever the worker dies. Whoever takes
 * over in one test is the one who dies in the next.
 */
test.group('A worker that is killed', (group) => {
  let desk: FreshDatabase
  let server: MailServer
  let cast: Cast
  let processes: Processes
  let worker: DeskProcess
  let diedAt = new Date(0)

  group.setup(async () => {
    desk = await makeFreshDatabase()
    const goBack = await useDatabase(desk.url)
    server = new MailServer()
    processes = new Processes({ DATABASE_URL: desk.url, SMTP_URL: await server.start() })
    cast = await makeCast()
    await desk.rows(`insert into users (username, email, first_name, last_name, password, role, department_id, approved_at)
      select 'reader' || n, 'reader' || n || '@desk.test', 'Reader', n::text, 'x', 'member', 1, now()
      from generate_series(1, 60) n`)
    worker = await processes.worker()
    return async () => {
      await processes.endAll()
      await server.stop()
      await goBack()
      await desk.drop()
    }
  })
  group.each.setup(() => {
    server.received.length = 0
    return () => {
      server.slowness = 0
    }
  })

  /** Deliveries as a commit leaves them: rows, and no more. */
  async function commit(from: number, to: number) {
    await desk.rows(
      `insert into deliveries (event_key, user_id, channel, kind, next_try_at, created_at)
       select $3 || id, id, 'email', 'account_approved', now(), now()
       from users where username = any(select 'reader' || n from generate_series($1::int, $2::int) n)`,
      [from, to, `crash:${from}:`]
    )
  }

  const wake = () => db.transaction((trx) => wakeDeliveries(trx))

  /** Another worker in place of the killed one. */
  async function takeOver() {
    server.slowness = 0
    diedAt = new Date()
    worker = await processes.worker()
  }

  /**
   * What the killed one had taken is due at once; nobody waits for its lease here. The server may carry out its last
   * statement after it died.
   */
  async function endItsLeases() {
    const itsLast = new Date(diedAt.getTime() + LEASE_SECONDS * 1000)
    const ended = await desk.rows(
      `update deliveries set leased_until = now()
       where state = 'sending' and leased_until > now() and leased_until <= $1 returning id`,
      [itsLast]
    )
    if (ended.length > 0) await wake()
  }

  /** Several events a mail: the worker looks at none before all of them happened. It must hold no lock meanwhile. */
  async function freeze() {
    await until(async () => {
      worker.signal('SIGSTOP')
      const [{ busy }] = await desk.rows(
        `select count(*)::int as busy from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`
      )
      if (busy > 0) worker.signal('SIGCONT')
      return busy === 0
    }, 'the worker waits between two jobs')
  }

  async function areSettled(): Promise<boolean> {
    await endItsLeases()
    const [{ open }] = await desk.rows(
      `select count(*)::int as open from deliveries where state not in ('sent', 'joined', 'dropped')`
    )
    return open === 0
  }

  test('before it could send: the mail arrives once it is back', async ({ assert }) => {
    await worker.end('SIGKILL')
    await commit(1, 1)
    await desk.rows('delete from certificate_keys')
    worker = await processes.worker()
    await until(() => server.received.length === 1, 'the mail arrives')
    await until(areSettled, 'it is marked as sent')
    assert.deepEqual(server.received[0].to, ['reader1@desk.test'])
    const kept = await desk.rows('select id from certificate_keys where retired_at is null')
    assert.lengthOf(kept, 1, 'each start notes the key of certificates')
  })

  test('while it sends: nothing is lost and one mail at most comes twice', async ({ assert }) => {
    server.slowness = 120
    await commit(2, 21)
    await wake()
    await until(() => server.received.length >= 3, 'some mails arrive')
    await worker.end('SIGKILL')
    await takeOver()
    await until(areSettled, 'all are sent')
    const ids = server.received.map((mail) => mail.email.messageId)
    assert.equal(new Set(ids).size, 20)
    assert.isAtMost(ids.length, 21)
  }).timeout(60_000)

  test('while it sends joined mails: no event is lost, and one mail at most comes twice', async ({
    assert,
  }) => {
    await freeze()
    for (let nth = 0; nth < TICKETS; nth++) {
      const { id } = await ticketAt('in_progress', cast, { title: `Ticket ${nth}` })
      await desk.rows(`update deliveries set state = 'dropped' where ticket_id = $1`, [id])
      for (let word = 0; word < WORDS; word++) await say(cast.kim, id, `Word ${nth}-${word}.`)
    }
    await desk.rows(
      `update deliveries set state = 'dropped' where state = 'waiting' and user_id <> $1`,
      [cast.maria.id]
    )
    server.slowness = 150
    worker.signal('SIGCONT')
    await until(() => server.received.length >= 4, 'some mails arrive')
    await worker.end('SIGKILL')
    await takeOver()
    await until(areSettled, 'all are settled')
    const mails = server.mailsTo(cast.maria.email)
    const ids = mails.map(({ messageId }) => messageId)
    assert.equal(new Set(ids).size, TICKETS)
    assert.isAtMost(mails.length, TICKETS + 1)
    for (let nth = 0; nth < TICKETS; nth++) {
      const mine = mails.filter(({ subject }) => subject!.endsWith(`Ticket ${nth}`))
      for (const { text } of mine) {
        for (let word = 0; word < WORDS; word++) assert.include(text!, `Word ${nth}-${word}.`)
      }
      assert.isNotEmpty(mine)
    }
  }).timeout(90_000)

  test('by SIGTERM: it finishes or gives back what it holds, and ends', async ({ assert }) => {
    server.slowness = 150
    await commit(22, 60)
    await wake()
    await until(() => server.received.length >= 2, 'some mails arrive')
    const { ms } = await worker.end('SIGTERM')
    assert.isBelow(ms, 4000)
    const [{ held }] = await desk.rows(
      `select count(*)::int as held from deliveries where state = 'sending'`
    )
    assert.equal(held, 0)
    await takeOver()
    await until(areSettled, 'all are sent')
    assert.equal(server.received.length, 39)
  }).timeout(60_000)
})
