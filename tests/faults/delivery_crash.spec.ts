import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { test } from '@japa/runner'
import { MailServer } from '#tests/support/mail_server'
import { nodeArguments } from '#tests/support/node_arguments'

const ROOT = new URL('../../', import.meta.url)

/**
 * The real worker process against a database of its own: what is committed is sent, whenever the worker dies.
 */
test.group('A worker that is killed', (group) => {
  const name = `countersign_crash_${process.pid}`
  let admin: pg.Client
  let desk: pg.Client
  let server: MailServer
  let environment: NodeJS.ProcessEnv
  let dataDirectory: string
  const workers: ChildProcess[] = []

  group.setup(async () => {
    admin = new pg.Client(process.env.COUNTERSIGN_TEMPLATE_URL)
    await admin.connect()
    await admin.query(`create database "${name}" template "${process.env.COUNTERSIGN_TEMPLATE}"`)
    const url = process.env.DATABASE_URL!.replace(/\/[^/?]+(\?|$)/, `/${name}$1`)
    desk = new pg.Client(url)
    await desk.connect()
    server = new MailServer()
    dataDirectory = await mkdtemp(join(tmpdir(), 'countersign-crash-'))
    environment = {
      ...process.env,
      DATABASE_URL: url,
      DATA_DIR: dataDirectory,
      SMTP_URL: await server.start(),
    }
    await desk.query(`insert into users (username, email, first_name, last_name, password, role, department_id, approved_at)
      select 'reader' || n, 'reader' || n || '@desk.test', 'Reader', n::text, 'x', 'member', 1, now()
      from generate_series(1, 60) n`)
    return async () => {
      for (const worker of workers) worker.kill('SIGKILL')
      await server.stop()
      await desk.end()
      await admin.query(`drop database "${name}" with (force)`)
      await admin.end()
      await rm(dataDirectory, { recursive: true, force: true })
    }
  })

  function startWorker(): ChildProcess {
    const worker = spawn(process.execPath, nodeArguments('worker'), {
      cwd: ROOT,
      env: environment,
      stdio: 'ignore',
    })
    workers.push(worker)
    return worker
  }

  async function ended(worker: ChildProcess, signal: NodeJS.Signals) {
    const exit = new Promise((resolve) => worker.once('exit', resolve))
    worker.kill(signal)
    await exit
  }

  /** Deliveries as a commit leaves them: rows, and no more. */
  async function commit(from: number, to: number) {
    await desk.query(
      `insert into deliveries (event_key, user_id, channel, kind, next_try_at, created_at)
       select $3 || id, id, 'email', 'account_approved', now(), now()
       from users where username = any(select 'reader' || n from generate_series($1::int, $2::int) n)`,
      [from, to, `crash:${from}:`]
    )
  }

  async function until(holds: () => boolean | Promise<boolean>, what: string, seconds = 30) {
    const end = Date.now() + seconds * 1000
    while (!(await holds())) {
      if (Date.now() > end) throw new Error(`never: ${what}`)
      await sleep(25)
    }
  }

  async function waiting(): Promise<number> {
    const { rows } = await desk.query(`select count(*) from deliveries where state <> 'sent'`)
    return Number(rows[0].count)
  }

  test('before it could send: the mail arrives once it is back', async ({ assert }) => {
    const worker = startWorker()
    await until(() => isListening(desk), 'the worker listens')
    await ended(worker, 'SIGKILL')
    await commit(1, 1)
    await desk.query('delete from certificate_keys')
    const next = startWorker()
    await until(() => server.received.length === 1, 'the mail arrives')
    await until(async () => (await waiting()) === 0, 'it is marked as sent')
    assert.deepEqual(server.received[0].to, ['reader1@desk.test'])
    const kept = await desk.query('select id from certificate_keys where retired_at is null')
    assert.lengthOf(kept.rows, 1, 'each start notes the key of certificates')
    await ended(next, 'SIGTERM')
  })

  test('while it sends: nothing is lost and one mail at most comes twice', async ({ assert }) => {
    server.slowness = 120
    server.received.length = 0
    await commit(2, 21)
    const worker = startWorker()
    await until(() => server.received.length >= 3, 'some mails arrive')
    await ended(worker, 'SIGKILL')
    server.slowness = 0
    // The lease of those it held runs out; nobody waits for that here.
    await desk.query(`update deliveries set leased_until = now() where state = 'sending'`)
    const next = startWorker()
    await until(async () => (await waiting()) === 0, 'all are sent')
    const ids = server.received.map((mail) => mail.email.messageId)
    assert.equal(new Set(ids).size, 20)
    assert.isAtMost(ids.length, 21)
    await ended(next, 'SIGTERM')
  }).timeout(60_000)

  test('by SIGTERM: it finishes or gives back what it holds, and ends', async ({ assert }) => {
    server.slowness = 150
    server.received.length = 0
    await commit(22, 60)
    const worker = startWorker()
    await until(() => server.received.length >= 2, 'some mails arrive')
    const began = Date.now()
    await ended(worker, 'SIGTERM')
    assert.isBelow(Date.now() - began, 4000)
    const held = await desk.query(`select count(*) from deliveries where state = 'sending'`)
    assert.equal(Number(held.rows[0].count), 0)
    server.slowness = 0
    const next = startWorker()
    await until(async () => (await waiting()) === 0, 'all are sent')
    assert.equal(server.received.length, 39)
    await ended(next, 'SIGTERM')
  }).timeout(60_000)
})

async function isListening(desk: pg.Client): Promise<boolean> {
  const { rows } = await desk.query(
    `select 1 from pg_stat_activity where datname = current_database() and query like 'LISTEN%'`
  )
  return rows.length > 0
}
