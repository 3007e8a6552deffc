/*
 * `npm test`: all checks side by side, each suite on a database of its own. `npm test -- functional --files decisions`
 * runs one check and hands the rest to its runner.
 */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { probePort } from './port.js'
import { ace } from './prepare.js'
import { application, ensureNode, exitCodeOf } from './runtime.js'
import { bold, dim, giveUp, green, red, say } from './terminal.js'
import { CHECKS, barrelsDigest, commandOf, dealParts, specsOf } from './testing/checks.js'
import { ensureChromium } from './testing/chromium.js'
import { TEMPLATE, cloneTemplate, fillTemplate, startCluster } from './testing/database.js'
import { endRunning, runCheck } from './testing/run_check.js'
import { makeScratch, removeScratch } from './testing/scratch.js'
import { transpile } from './testing/transpile.js'
import { VARIABLES } from './variables.js'

await ensureNode()

/** Characters of a failed test's line below all logs. */
const LONGEST_LINE = 400

const { wanted, options } = readArguments(process.argv.slice(2))
/** One check alone shows its output as it comes. */
const live = wanted.length === 1
const scratch = await makeScratch()
/** @type {import('./embedded_postgres.js').EmbeddedPostgres | undefined} */
let cluster

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.once(signal, async () => {
    say('\nInterrupted, cleaning up …')
    await endRunning()
    await cleanUp()
    process.exit(130)
  })
}

const outcomes = await runAll().catch((error) => [failure('preparation', error.message)])
if (outcomes[0].name === 'preparation') report(outcomes[0])
await cleanUp()
summarise(outcomes)

/**
 * Leading words that are names choose; all else belongs to the runner.
 *
 * @param {string[]} words
 */
function readArguments(words) {
  const names = CHECKS.map((check) => check.name)
  const at = words.findIndex((word) => !names.includes(word))
  const chosen = at === -1 ? words : words.slice(0, at)
  const rest = at === -1 ? [] : words.slice(at)
  if (rest.length > 0 && !rest[0].startsWith('-')) {
    giveUp(`There is no check "${rest[0]}". Choose among ${names.join(', ')}, or none for all.`)
  }
  const all = CHECKS.filter((check) => !check.apart)
  return {
    wanted: chosen.length > 0 ? CHECKS.filter((check) => chosen.includes(check.name)) : all,
    options: rest,
  }
}

async function runAll() {
  const checks = wanted.filter((check) => check.kind === 'command' || specsOf(check).length > 0)
  if (checks.length === 0) throw new Error(`There are no tests in ${wanted[0].folders.join(', ')}.`)
  const browser = checks.some((check) => check.name === 'browser' || check.name === 'long')
  const chromium = browser ? ensureChromium() : ''
  const shared = {
    ...baseEnvironment(),
    CHROMIUM_PATH: chromium,
    COUNTERSIGN_TRANSPILED: join(scratch, 'desk'),
    COUNTERSIGN_SOURCE_MAPS: live ? '1' : '',
  }
  const [barrels] = await Promise.all([
    // The barrels are rewritten here, before other processes read them.
    live ? null : checkBarrels(shared),
    checks.some((check) => check.kind === 'japa') ? prepareCluster() : null,
  ])
  const done = barrels ? [barrels] : []
  done.forEach(report)
  await transpile(shared.COUNTERSIGN_TRANSPILED)
  const failed = cluster ? await prepareDatabase(shared, cluster) : null
  if (failed) return [failed, ...done]
  return [...done, ...(await runSideBySide(live ? checks : dealParts(checks), shared))]
}

async function prepareCluster() {
  cluster = await startCluster(scratch)
}

/** @param {NodeJS.ProcessEnv} shared @param {import('./embedded_postgres.js').EmbeddedPostgres} cluster */
async function prepareDatabase(shared, cluster) {
  const env = { ...shared, ...(await ownEnvironment('template')), DATABASE_URL: cluster.url }
  const { ok, log } = await fillTemplate(scratch, env)
  return ok ? null : failure('preparation', 'the test database could not be prepared', log)
}

/** @param {NodeJS.ProcessEnv} shared */
async function checkBarrels(shared) {
  const began = performance.now()
  const before = barrelsDigest()
  const env = { ...shared, ...(await ownEnvironment('barrels')) }
  const code = await exitCodeOf(ace(application(), ['codegen'], { env, stdio: 'ignore' }))
  if (code !== 0) return failure('barrels', '"node ace codegen" fails')
  if (before !== barrelsDigest()) {
    return failure('barrels', 'were out of date; they have been written anew: commit .adonisjs')
  }
  const seconds = (performance.now() - began) / 1000
  return { name: 'barrels', passed: 1, failed: 0, skipped: 0, log: '', seconds }
}

/**
 * @param {import('./testing/checks.js').Check[]} checks
 * @param {NodeJS.ProcessEnv} shared
 */
async function runSideBySide(checks, shared) {
  const waiting = [...checks]
  /** @type {import('./testing/run_check.js').Outcome[]} */
  const done = []
  const lane = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const outcome = await runOne(check, shared).catch((error) =>
        failure(check.name, error.message)
      )
      done.push(outcome)
      report(outcome)
    }
  }
  // More than two processors: each waits for its database, its browser or its processes most of the time.
  await Promise.all(Array.from({ length: Math.max(4, availableParallelism()) }, lane))
  return done
}

/** @param {import('./testing/checks.js').Check} check @param {NodeJS.ProcessEnv} shared */
async function runOne(check, shared) {
  const own = live ? options : []
  const env = { ...shared, ...(await ownEnvironment(check.name)) }
  if (check.kind === 'japa' && cluster) {
    env.DATABASE_URL = await cloneTemplate(cluster, `countersign_${check.name.replace('-', '_')}`)
    env.COUNTERSIGN_TEMPLATE_URL = cluster.urlOf('postgres')
    env.COUNTERSIGN_TEMPLATE = TEMPLATE
  }
  // Profiles of the browser, data directories and databases of tests.
  if (check.kind !== 'command') env.TMPDIR = join(scratch, 'tmp')
  const results = join(scratch, 'logs', `${check.name}.results`)
  const transpiled = String(shared.COUNTERSIGN_TRANSPILED)
  const command = commandOf(check, { options: own, results, transpiled })
  return runCheck(check, { command, env, scratch, live, whole: own.length === 0 })
}

/** Nothing of the user's configuration may reach a test: neither their database nor their mail server. */
function baseEnvironment() {
  const env = { ...process.env }
  for (const name of [...Object.keys(VARIABLES), 'NODE_OPTIONS', 'NODE_TEST_CONTEXT'])
    delete env[name]
  return {
    ...env,
    NODE_ENV: 'test',
    ENV_PATH: scratch,
    APP_KEY: randomBytes(32).toString('base64url'),
    HOST: '127.0.0.1',
    TIME_ZONE: 'UTC',
    TZ: 'UTC',
    LOG_LEVEL: 'warn',
    WORKER: 'separate',
    WEB_PROCESSES: '1',
    DRIVE_DISK: 'fs',
    MAIL_FROM: 'desk@countersign.test',
    SESSION_DRIVER: 'memory',
    COUNTERSIGN_FAST_HASH: '1',
    DATABASE_URL: 'postgres://countersign@localhost/countersign?host=/nonexistent',
    NODE_COMPILE_CACHE: join(scratch, 'cache'),
  }
}

/**
 * What is compressed and drawn alike by everybody is kept in one place for all.
 *
 * @param {string} name
 */
async function ownEnvironment(name) {
  const port = await probePort('127.0.0.1', 0)
  const directory = join(scratch, 'data', name)
  const kept = join(scratch, 'kept')
  mkdirSync(directory, { recursive: true })
  mkdirSync(kept, { recursive: true })
  symlinkSync(kept, join(directory, 'cache'))
  return { DATA_DIR: directory, PORT: String(port), APP_URL: `http://127.0.0.1:${port}` }
}

/** @param {string} name @param {string} reason @param {string} [log] */
function failure(name, reason, log = '') {
  return { name, passed: 0, failed: 1, skipped: 0, reason, log, seconds: 0 }
}

/** @param {import('./testing/run_check.js').Outcome} outcome as soon as it is known */
function report({ name, passed, failed, skipped, reason, log, seconds }) {
  if (failed > 0 && existsSync(log)) {
    say(`\n${bold(`── ${name} `.padEnd(72, '─'))}\n${readFileSync(log, 'utf8').trimEnd()}\n`)
  }
  const mark = failed > 0 ? red('✖') : green('✔')
  const counts = `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`
  say(`${mark} ${name.padEnd(12)} ${counts.padEnd(32)} ${dim(`${seconds.toFixed(1)} s`)}`)
  if (reason) say(red(`  ${name} ${reason}`))
}

/** @param {import('./testing/run_check.js').Outcome[]} all */
function summarise(all) {
  const sum = (/** @type {'passed' | 'failed' | 'skipped'} */ key) =>
    all.reduce((total, outcome) => total + outcome[key], 0)
  const skipped = sum('skipped')
  process.exitCode = sum('failed') > 0 ? 1 : 0
  say('')
  for (const { name, failures = [] } of all) {
    for (const failure of failures) say(red(`✖ ${name}: ${failure.slice(0, LONGEST_LINE)}`))
  }
  say(`${sum('passed')} passed, ${sum('failed')} failed${skipped ? `, ${skipped} skipped` : ''}`)
}

async function cleanUp() {
  await cluster?.stop().catch(() => {})
  removeScratch(scratch)
}
