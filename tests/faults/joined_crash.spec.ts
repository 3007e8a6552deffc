import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { makeFreshDatabase, useDatabase, type FreshDatabase } from '#tests/support/fresh_database'
import { MailServer } from '#tests/support/mail_server'
import { nodeArguments } from '#tests/support/node_arguments'
import { say } from '#tests/support/pacing'
import { makeCast, type Cast } from '#tests/support/people'
import { ticketAt } from '#tests/support/tickets'
import { until } from '#tests/support/until'

const ROOT = new URL('../../', import.meta.url)
const TICKETS = 12
const WORDS = 4

/** The real worker against a database of its own: several events a mail, and it is killed in the middle. */
test.group('A worker that is killed while it sends joined mails', (group) => {
  let desk: FreshDatabase
  let server: MailServer
  let cast: Cast
  let environment: NodeJS.ProcessEnv
  const workers: ChildProcess[] = []

  group.setup(async () => {
    desk = await makeFreshDatabase()
    const goBack = await useDatabase(desk.url)
    server = new MailServer()
    const directory = await mkdtemp(join(tmpdir(), 'countersign-joined-'))
    const SMTP_URL = await server.start()
    environment = { ...process.env, DATABASE_URL: desk.url, DATA_DIR: directory, SMTP_URL }
    cast = await makeCast()
    return async () => {
      for (const worker of workers) worker.kill('SIGKILL')
      await server.stop()
      await goBack()
      await desk.drop()
      await rm(directory, { recursive: true, force: true })
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

  async function open(): Promise<number> {
    const [row] = await desk.rows(
      `select count(*)::int from deliveries where state not in ('sent', 'joined', 'dropped')`
    )
    return row.count
  }

  test('no event is lost, and one mail at most comes twice', async ({ assert }) => {
    for (let nth = 0; nth < TICKETS; nth++) {
      const { id } = await ticketAt('in_progress', cast, { title: `Ticket ${nth}` })
      await desk.rows(`update deliveries set state = 'dropped' where ticket_id = $1`, [id])
      for (let word = 0; word < WORDS; word++) await say(cast.kim, id, `Word ${nth}-${word}.`)
    }
    await desk.rows(`update deliveries set state = 'dropped' where user_id <> $1`, [cast.maria.id])
    server.slowness = 150
    const worker = startWorker()
    await until(() => server.received.length >= 4, 'some mails arrive')
    await ended(worker, 'SIGKILL')
    server.slowness = 0
    // The lease of those it held runs out; nobody waits for that here.
    await desk.rows(`update deliveries set leased_until = now() where state = 'sending'`)
    const next = startWorker()
    await until(async () => (await open()) === 0, 'all are settled')
    await ended(next, 'SIGTERM')
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
})
