import type { Assert } from '@japa/assert'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { makeCast } from '#tests/support/people'
import { ask } from '#tests/support/tickets'
import { useDatabase } from '#tests/support/fresh_database'
import { figures, percentile, timed } from '#tests/support/figures'
import { MailServer } from '#tests/support/mail_server'
import { makeOwnPostgres, type OwnPostgres } from '#tests/support/own_postgres'
import { Processes } from '#tests/support/server_process'
import { until } from '#tests/support/until'
import { visit, type Visitor } from '#tests/support/visitor'

/** A web and a worker process whose database server can be taken away. */
export async function openOutageDesk() {
  const server = await makeOwnPostgres()
  const restore = await useDatabase(server.url)
  const mails = new MailServer()
  const processes = new Processes({ DATABASE_URL: server.url, SMTP_URL: await mails.start() })
  const close = async () => {
    await processes.endAll()
    await restore()
    await mails.stop()
    await server.remove()
  }
  try {
    const cast = await makeCast()
    const [web, worker] = await Promise.all([processes.web(), processes.worker()])
    const maria = await visit(cast.maria, web.url)
    return { server, mails, cast, web, worker, maria, close }
  } catch (error) {
    await close()
    throw error
  }
}

type OutageDesk = Awaited<ReturnType<typeof openOutageDesk>>

/**
 * Takes the database away for so many seconds and looks at what people see: 503 within about a second and a sentence,
 * liveness green, readiness red; afterwards everything as before, without a restart, mails of the worker included.
 */
export async function sitThroughOutage(desk: OutageDesk, seconds: number, assert: Assert) {
  const { maria, server, web, worker, mails, cast } = desk
  const page = await maria.get('/notifications')
  assert.equal(page.status, 200)
  const load = askUntil(maria)
  await until(() => load.answered() > 20, 'there is load')
  await server.stop()
  const met = await load.stop()
  assert.isEmpty(met.filter((status) => status !== 200 && status !== 503))
  const waits = await askMeanwhile(maria, seconds, assert)
  await server.start()
  const back = await until(
    async () => {
      const { status } = await maria.get('/notifications')
      return status === 200
    },
    'pages are there again',
    5
  )
  const ready = await maria.get('/health/ready')
  assert.equal(ready.status, 200)
  const mailsBefore = mails.received.length
  const ticket = await ask(cast.maria)
  const mailed = await until(() => mails.received.length > mailsBefore, 'the mail arrives')
  const shown = await maria.get(`/tickets/${ticket.id}`)
  assert.equal(shown.status, 200)
  assert.isTrue(web.isAlive() && worker.isAlive())
  figures(`the database away for ${seconds} s`, {
    requests: waits.length,
    p95: percentile(waits, 0.95),
    slowest: Math.max(...waits),
    back,
    mailed,
  })
}

/** Asks for pages again and again, some at once, until the time of the outage is over. */
async function askMeanwhile(maria: Visitor, seconds: number, assert: Assert): Promise<number[]> {
  const waits: number[] = []
  const end = performance.now() + seconds * 1000
  while (performance.now() < end) {
    const round = ['/notifications', '/approvals', '/', '/login', '/tickets/1']
    for (const { result, ms } of await Promise.all(
      round.map((path) => timed(() => maria.get(path)))
    )) {
      assert.equal(result.status, 503)
      assert.match(result.text, /database does not answer.*Reload this page/)
      assert.isNotNull(result.headers.get('retry-after'))
      assert.isNotNull(result.headers.get('content-security-policy'))
      waits.push(ms)
    }
    const live = await timed(() => maria.get('/health/live'))
    assert.equal(live.result.status, 200)
    assert.isBelow(live.ms, 500)
    const ready = await timed(() => maria.get('/health/ready'))
    assert.equal(ready.result.status, 503)
    assert.isBelow(ready.ms, 1500)
    await sleep(100)
  }
  assert.isBelow(percentile(waits, 0.95), 1200)
  return waits
}

/** Eight people who reload until told to stop. */
export function askUntil(visitor: Visitor, path = '/notifications') {
  const met: number[] = []
  let isOver = false
  const person = async () => {
    while (!isOver) {
      const { status } = await visitor.get(path)
      met.push(status)
    }
  }
  const people = Promise.all(Array.from({ length: 8 }, person))
  return {
    answered: () => met.length,
    stop: async () => {
      isOver = true
      await people
      return met
    },
  }
}

/** Ends every connection of a database server but the asking one, as an operator or a failover does. */
export async function cutConnections(server: OwnPostgres): Promise<number> {
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  const { rowCount } = await client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where backend_type = 'client backend' and pid <> pg_backend_pid()`
  )
  await client.end()
  return rowCount ?? 0
}
