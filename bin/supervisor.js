/*
 * The supervisor behind bin/start.js. Configuration, database, preparation, then web and worker processes, which it
 * starts again when they die, until it is told to stop.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { BENCH_DATABASE, benchDirectory, benchOverrides } from './bench.js'
import { loadEnvironment } from './environment.js'
import { startPostgres } from './embedded_postgres.js'
import { terminate } from './keep_running.js'
import { probePort } from './port.js'
import { ace, needsPreparation } from './prepare.js'
import { application, exitCodeOf } from './runtime.js'
import { bold, dim, elapsed, green, red, say } from './terminal.js'
import { isLoopback } from './variables.js'
import { watchCode } from './watch_files.js'
import { compileCache, startWeb, startWorker } from './web_processes.js'

/** Together below the 15 s after which service managers and people lose patience. */
const PATIENCE = { web: 7000, worker: 4000, database: 2500 }
/** So many deaths before the first answer are not bad luck. */
const FATAL_DEATHS = 3

/** A process that was killed while node:cluster wrote to it; it is started again anyway. */
const CHANNEL_ERRORS = new Set(['EPIPE', 'ECONNRESET', 'ERR_IPC_CHANNEL_CLOSED'])

const started = performance.now()
const watching = process.argv.includes('--watch')
const desk = application({ compiled: process.argv.includes('--compiled') })
const benching = process.argv.includes('--bench')
const values = await loadEnvironment({
  overrides: {
    ...(watching || process.env.NODE_ENV ? {} : { NODE_ENV: 'production' }),
    ...(benching ? benchOverrides(benchDirectory()) : {}),
  },
})
const cluster = {
  dataDirectory: values.DATA_DIR,
  database: benching ? BENCH_DATABASE : undefined,
}
process.title = 'countersign supervisor'
process.env.NODE_COMPILE_CACHE ??= compileCache(values.DATA_DIR)

/** @type {{ stopping: boolean, database: Promise<import('./embedded_postgres.js').EmbeddedPostgres> | null, preparation: import('node:child_process').ChildProcess | null, web: import('./keep_running.js').KeptProcess[], worker: import('./keep_running.js').KeptProcess | null }} */
const running = { stopping: false, database: null, preparation: null, web: [], worker: null }

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => shutDown(0))
process.on('uncaughtException', (error) => {
  if (!CHANNEL_ERRORS.has(error.code)) fail(error.stack ?? String(error))
})

await run().catch((error) => fail(error.message))

async function run() {
  await probePort(values.HOST, Number(values.PORT))
  if (!values.DATABASE_URL) await startDatabase()
  await prepare()
  if (running.stopping) return
  const ready = startProcesses()
  if (watching) watchCode(reload)
  await ready
  if (!running.stopping) announce()
}

async function startDatabase() {
  running.database = startPostgres(cluster)
  const database = await running.database
  process.env.DATABASE_URL = database.url
  if (database.movedTo)
    say(dim(`The database lies in ${database.movedTo}, where PostgreSQL may reach it.`))
  keepDatabase(database)
}

/**
 * Web and worker connect again by themselves once the server is back under the same address.
 *
 * @param {import('./embedded_postgres.js').EmbeddedPostgres} database
 */
async function keepDatabase(database) {
  await database.exited
  while (!running.stopping) {
    say(red(`PostgreSQL ended and is started again (log: ${database.log}).`))
    database.leave()
    running.database = startPostgres(cluster)
    try {
      return keepDatabase(await running.database)
    } catch (error) {
      say(red(error.message))
      await sleep(1000)
    }
  }
}

async function prepare() {
  const url = /** @type {string} */ (process.env.DATABASE_URL)
  if (running.stopping || !(await needsPreparation(url, desk.directory))) return
  running.preparation = ace(desk, ['desk:prepare'])
  const code = await exitCodeOf(running.preparation)
  running.preparation = null
  if (code !== 0 && !running.stopping)
    throw new Error('The database could not be prepared; see above.')
}

function startProcesses() {
  let deaths = 0
  let accepting = false
  const onEnd = () => {
    deaths += 1
    if (!accepting && !watching && deaths >= FATAL_DEATHS)
      fail('The web process does not start; see above.')
  }
  const web = startWeb(desk, {
    count: Number(values.WEB_PROCESSES),
    inlineWorker: values.WORKER === 'inline',
    onEnd,
  })
  running.web = web.kept
  if (values.WORKER === 'separate') running.worker = startWorker(desk)
  return web.ready.then(() => {
    accepting = true
  })
}

function reload() {
  if (running.stopping) return
  say(dim('Files have changed: starting again …'))
  for (const kept of running.web) kept.restart()
  running.worker?.restart()
}

function announce() {
  const mode = desk.compiled ? '' : ' from TypeScript'
  say('')
  say(`  ${green(bold('Countersign is ready'))} ${dim(`after ${elapsed(started)}${mode}`)}`)
  say(`  ${bold(values.APP_URL)}`)
  say(dim(`  Data in ${values.DATA_DIR}. Ctrl-C ends it.`))
  if (values.APP_URL.startsWith('http:') && !isLoopback(values.HOST)) {
    say(
      red(
        `  APP_URL is http and HOST ${values.HOST} is open to other machines: passwords travel in clear. Put a proxy with https in front and set APP_URL.`
      )
    )
  }
  say('')
}

/** @param {string} sentence */
function fail(sentence) {
  process.stderr.write(`${red('✖')} ${sentence}\n`)
  return shutDown(1)
}

/**
 * Requests are answered first, then jobs finish, then the database may go.
 *
 * @param {number} code
 */
async function shutDown(code) {
  if (running.stopping) return
  running.stopping = true
  if (code === 0) say(dim('\nStopping …'))
  if (running.preparation) await terminate(running.preparation, PATIENCE.worker)
  await Promise.all(running.web.map((kept) => kept.stop(PATIENCE.web)))
  await running.worker?.stop(PATIENCE.worker)
  const database = await running.database?.catch(() => null)
  if (database) await Promise.race([database.stop().catch(() => {}), sleep(PATIENCE.database)])
  process.exit(code)
}
