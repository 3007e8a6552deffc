/*
 * Behind ace.js: runs one command of the framework. Where no database is configured and the command may ask for one, the
 * embedded one is joined if it runs, else started for as long as the command takes.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { loadEnvironment } from './environment.js'
import { startPostgres } from './embedded_postgres.js'
import { ace } from './prepare.js'
import { ROOT, application, exitCodeOf } from './runtime.js'
import { giveUp } from './terminal.js'

/** These write or show code: they may boot the application, but ask the database nothing. */
const WITHOUT_DATABASE = new Set([
  'add',
  'build',
  'codegen',
  'configure',
  'eject',
  'env:add',
  'generate:key',
  'help',
  'inspect:rcfile',
  'list',
  'list:routes',
])
/** An address at which nothing answers, for commands that only check that there is one. */
const NOWHERE = 'postgres://countersign@localhost/countersign?host=/nonexistent'

const words = process.argv.slice(2)
const [command] = words

process.exitCode =
  command === 'test'
    ? await exitCodeOf(runTests(words.slice(1)), { passSignals: true })
    : needsDatabase(words)
      ? await runWithDatabase()
      : await runWithout()

/** @param {string[]} given */
function needsDatabase([name, ...rest]) {
  if (!name || name.startsWith('-') || name.startsWith('make:')) return false
  return !WITHOUT_DATABASE.has(name) && !rest.includes('--help') && !rest.includes('-h')
}

async function runWithout() {
  const { DATABASE_URL } = await loadEnvironment({ touchDisk: false })
  process.env.DATABASE_URL = DATABASE_URL ?? NOWHERE
  return exitCodeOf(ace(application(), words), { passSignals: true })
}

async function runWithDatabase() {
  const values = await loadEnvironment()
  if (values.DATABASE_URL) return exitCodeOf(ace(application(), words), { passSignals: true })
  const database = await startPostgres({ dataDirectory: values.DATA_DIR }).catch((error) =>
    giveUp(error.message)
  )
  process.env.DATABASE_URL = database.url
  try {
    return await exitCodeOf(ace(application(), words), { passSignals: true })
  } finally {
    await database.stop()
  }
}

/** @param {string[]} options */
function runTests(options) {
  const script = join(ROOT, 'bin', 'run_tests.js')
  return spawn(process.execPath, [script, ...options], { cwd: ROOT, stdio: 'inherit' })
}
