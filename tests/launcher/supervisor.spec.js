import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { serverPid } from '../../bin/postgres_server.js'
import { isRunning } from '../../bin/process_identity.js'
import { ask, eventually, makeDesk, startDesk } from './desk.js'
import { giveCluster, later } from './support.js'

/** @param {{ directory: string }} desk */
const databasePid = (desk) => serverPid(join(desk.directory, 'data', 'postgres', 'cluster')) ?? 0
/** @param {string} output */
const workerPid = (output) => Number([...output.matchAll(/worker (\d+)/g)].at(-1)?.[1] ?? 0)
/** @param {{ output: string }} run */
const ready = (run) => eventually(() => run.output.includes('Countersign is ready'), 20_000)

/** @param {import('node:test').TestContext} t */
async function deskWithCluster(t) {
  const desk = await makeDesk(t)
  await giveCluster(join(desk.directory, 'data'))
  return desk
}

describe('The supervisor', () => {
  it('prepares once, serves, drains and ends everything on SIGTERM', async (t) => {
    const desk = await makeDesk(t)
    const first = startDesk(t, desk)
    await ready(first)
    assert.match(first.output, /prepared/)
    const database = databasePid(desk)
    const slow = ask(desk.url, '/slow')
    await ask(desk.url)
    first.child.kill('SIGTERM')
    assert.ok((await slow).pid)
    assert.equal(await first.ended, 0)
    assert.match(first.output, /worker ended/)
    assert.equal(isRunning({ pid: database }), false)

    const second = startDesk(t, desk)
    await ready(second)
    assert.doesNotMatch(second.output, /prepared/)
    second.child.kill('SIGINT')
    assert.equal(await second.ended, 0)
  })

  it('starts a killed web process, worker and database again', async (t) => {
    const desk = await deskWithCluster(t)
    const run = startDesk(t, desk)
    await ready(run)
    const { pid: web } = await ask(desk.url)
    process.kill(web, 'SIGKILL')
    const next = await eventually(() => ask(desk.url))
    assert.notEqual(next.pid, web)

    const worker = await eventually(() => workerPid(run.output))
    process.kill(worker, 'SIGKILL')
    await eventually(() => workerPid(run.output) !== worker)

    const database = databasePid(desk)
    process.kill(database, 'SIGKILL')
    await eventually(() => databasePid(desk) !== database && isRunning({ pid: databasePid(desk) }))
    const after = await eventually(() => ask(desk.url))
    assert.equal(after.pid, next.pid, 'the web process lives on')
    run.child.kill('SIGTERM')
    assert.equal(await run.ended, 0)
    assert.equal(isRunning({ pid: databasePid(desk) }), false)
  })

  it('leaves nothing behind that the next start cannot take over', async (t) => {
    const desk = await deskWithCluster(t)
    const first = startDesk(t, desk)
    await ready(first)
    const { pid: web } = await ask(desk.url)
    const worker = await eventually(() => workerPid(first.output))
    const database = databasePid(desk)
    first.child.kill('SIGKILL')
    await first.ended
    await eventually(() => !isRunning({ pid: web }) && !isRunning({ pid: worker }))
    assert.equal(isRunning({ pid: database }), true)

    const second = startDesk(t, desk)
    await ready(second)
    assert.equal(databasePid(desk), database)
    assert.ok((await ask(desk.url)).pid)
    second.child.kill('SIGTERM')
    assert.equal(await second.ended, 0)
    assert.equal(isRunning({ pid: database }), false)
  })

  it('runs several web processes, the first of which works inline', async (t) => {
    const desk = await deskWithCluster(t)
    const run = startDesk(t, desk, { env: { WEB_PROCESSES: '3', WORKER: 'inline' } })
    await ready(run)
    const lines = run.output.match(/web \d+ inline:\d?/g) ?? []
    assert.deepEqual(lines.sort(), ['web 1 inline:1', 'web 2 inline:', 'web 3 inline:'])
    assert.ok((await ask(desk.url)).pid)
    assert.equal(workerPid(run.output), 0)
  })

  it('lends its database to a command and gets it back', async (t) => {
    const desk = await deskWithCluster(t)
    const run = startDesk(t, desk)
    await ready(run)
    const beside = startDesk(t, desk, { script: 'ace.js', words: ['desk:count'] })
    assert.equal(await beside.ended, 0)
    assert.match(beside.output, /\{"people":1\}/)
    assert.ok((await ask(desk.url)).pid)
    run.child.kill('SIGTERM')
    await run.ended

    const alone = startDesk(t, desk, { script: 'ace.js', words: ['desk:count'] })
    assert.equal(await alone.ended, 0)
    assert.match(alone.output, /\{"people":1\}/)
    assert.equal(isRunning({ pid: databasePid(desk) }), false)
  })

  it('says in one sentence each what is wrong and starts nothing', async (t) => {
    const desk = await makeDesk(t)
    const run = startDesk(t, desk, { env: { WORKER: 'maybe', LOG_LEVEL: 'loud' } })
    assert.equal(await run.ended, 1)
    assert.deepEqual(run.output.trim().split('\n'), [
      '✖ LOG_LEVEL is "loud": give trace, debug, info, warn, error, fatal or silent.',
      '✖ WORKER is "maybe": give separate or inline.',
    ])
    assert.equal(existsSync(join(desk.directory, 'data')), false)
  })

  it('says that the port is taken', async (t) => {
    const desk = await makeDesk(t)
    const other = createServer().listen(Number(desk.env.PORT), '127.0.0.1')
    later(t, () => other.close())
    const run = startDesk(t, desk)
    assert.equal(await run.ended, 1)
    assert.match(run.output, /^✖ Port \d+ of 127\.0\.0\.1 is in use: .*PORT=\d+\.$/m)
  })

  it('says that a configured database does not answer', async (t) => {
    const desk = await makeDesk(t)
    const run = startDesk(t, desk, { env: { DATABASE_URL: 'postgres://desk@127.0.0.1:9/desk' } })
    assert.equal(await run.ended, 1)
    assert.match(run.output, /^✖ The database does not answer .*check DATABASE_URL\.$/m)
  })
})
