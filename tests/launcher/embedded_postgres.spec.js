import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { startPostgres } from '../../bin/embedded_postgres.js'
import { withConnection } from '../../bin/postgres_connection.js'
import { isRunning } from '../../bin/process_identity.js'
import { giveCluster, later, run, scratch } from './support.js'

/** @param {import('node:test').TestContext} t */
async function withCluster(t) {
  const dataDirectory = scratch(t)
  await giveCluster(dataDirectory)
  return dataDirectory
}

/** @param {string} url @param {string} sql */
const query = (url, sql) => withConnection(url, async (client) => (await client.query(sql)).rows)

const HOLD = (directory, then) => `
  import { startPostgres } from './bin/embedded_postgres.js'
  const server = await startPostgres({ dataDirectory: ${JSON.stringify(directory)}, durable: false })
  console.log(JSON.stringify({ pid: server.pid, reused: server.reused, url: server.url }))
  ${then}`

describe('The embedded PostgreSQL', () => {
  it('starts, keeps what is written, and starts again', async (t) => {
    const dataDirectory = scratch(t)
    const first = await startPostgres({ dataDirectory, durable: false })
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer')
    await first.stop()
    assert.equal(isRunning({ pid: first.pid }), false)

    const second = await startPostgres({ dataDirectory, durable: false })
    later(t, () => second.stop())
    assert.equal(second.reused, false)
    assert.equal(second.url, first.url)
    assert.deepEqual(await query(second.url, 'SELECT answer FROM kept'), [{ answer: 42 }])
  })

  it('sorts by its own rules and listens on no port', async (t) => {
    const server = await startPostgres({ dataDirectory: await withCluster(t), durable: false })
    later(t, () => server.stop())
    const [row] = await query(
      server.url,
      `SELECT datlocprovider, datlocale, current_setting('listen_addresses') AS addresses,
              current_setting('max_connections') AS connections, current_setting('fsync') AS fsync
       FROM pg_database WHERE datname = current_database()`
    )
    assert.deepEqual(row, {
      datlocprovider: 'b',
      datlocale: 'C.UTF-8',
      addresses: '',
      connections: '200',
      fsync: 'off',
    })
  })

  it('is shared: the last user ends it', async (t) => {
    const dataDirectory = await withCluster(t)
    const server = await startPostgres({ dataDirectory, durable: false })
    const other = await run(HOLD(dataDirectory, 'await server.stop()')).result
    const { reused, pid } = JSON.parse(other.output)
    assert.equal(reused, true)
    assert.equal(pid, server.pid)
    assert.deepEqual(await query(server.url, 'SELECT 1 AS one'), [{ one: 1 }])
    await server.stop()
    assert.equal(isRunning({ pid: server.pid }), false)
  })

  it('is one server for all that start at once', async (t) => {
    const dataDirectory = scratch(t)
    const source = HOLD(dataDirectory, 'process.exit()')
    const results = await Promise.all(Array.from({ length: 4 }, () => run(source).result))
    const answers = results.map(({ output }) => JSON.parse(output))
    const server = await startPostgres({ dataDirectory, durable: false })
    await server.stop()
    assert.equal(new Set(answers.map(({ pid }) => pid)).size, 1)
    assert.equal(answers.filter(({ reused }) => !reused).length, 1)
    assert.equal(isRunning({ pid: server.pid }), false)
  })

  it('survives a killed supervisor and is joined by the next', async (t) => {
    const dataDirectory = await withCluster(t)
    const { child, result } = run(HOLD(dataDirectory, 'setInterval(() => {}, 1000)'))
    const line = await new Promise((resolve) =>
      child.stdout?.once('data', (text) => resolve(String(text)))
    )
    child.kill('SIGKILL')
    await result
    const server = await startPostgres({ dataDirectory, durable: false })
    assert.equal(server.reused, true)
    assert.equal(server.pid, JSON.parse(line).pid)
    await server.stop()
    assert.equal(isRunning({ pid: server.pid }), false)
  })

  it('comes back after kill -9 with all that was committed', async (t) => {
    const dataDirectory = await withCluster(t)
    const first = await startPostgres({ dataDirectory })
    await query(first.url, 'CREATE TABLE kept AS SELECT 1 AS answer')
    process.kill(first.pid, 'SIGKILL')
    await first.exited
    first.leave()
    const second = await startPostgres({ dataDirectory })
    later(t, () => second.stop())
    assert.equal(second.reused, false)
    assert.deepEqual(await query(second.url, 'SELECT answer FROM kept'), [{ answer: 1 }])
  })

  it('is not fooled by a pid file that names another program', async (t) => {
    const dataDirectory = await withCluster(t)
    const first = await startPostgres({ dataDirectory, durable: false })
    const pidFile = join(dataDirectory, 'postgres', 'cluster', 'postmaster.pid')
    const text = readFileSync(pidFile, 'utf8')
    await first.stop()
    writeFileSync(pidFile, text.replace(/^\d+/, String(process.pid)))
    const second = await startPostgres({ dataDirectory, durable: false })
    await second.stop()
    assert.equal(second.reused, false)
  })

  it('finds a short place for its socket', async (t) => {
    const dataDirectory = join(scratch(t), 'a-directory-with-a-long-name'.repeat(4))
    await giveCluster(dataDirectory)
    const server = await startPostgres({ dataDirectory, durable: false })
    later(t, () => server.stop())
    const socket = new URL(server.url).searchParams.get('host') ?? ''
    assert.ok(Buffer.byteLength(`${socket}/.s.PGSQL.5432`) < 100)
    assert.deepEqual(await query(server.url, 'SELECT 1 AS one'), [{ one: 1 }])
  })

  it('refuses a cluster of another version with a sentence', async (t) => {
    const dataDirectory = await withCluster(t)
    const first = await startPostgres({ dataDirectory, durable: false })
    await first.stop()
    writeFileSync(join(dataDirectory, 'postgres', 'cluster', 'PG_VERSION'), '17\n')
    await assert.rejects(startPostgres({ dataDirectory }), /was made by PostgreSQL 17, this is 18/)
  })
})
