import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '../../bin/embedded_postgres.js'
import { ROOT } from '../../bin/runtime.js'

/** @type {WeakMap<object, (() => unknown)[]>} */
const cleanups = new WeakMap()

/**
 * node:test runs its hooks in the order of their making; a server must end before its directory goes.
 *
 * @param {import('node:test').TestContext} context
 * @param {() => unknown} action runs after the test, the last given first
 */
export function later(context, action) {
  const actions = cleanups.get(context) ?? []
  actions.push(action)
  if (cleanups.has(context)) return
  cleanups.set(context, actions)
  context.after(async () => {
    for (const one of actions.reverse()) await one()
  })
}

/**
 * A directory that goes with the test.
 *
 * @param {import('node:test').TestContext} context
 * @returns {string}
 */
export function scratch(context) {
  const directory = mkdtempSync(join(tmpdir(), 'countersign-launcher-'))
  if (process.getuid?.() === 0) chmodSync(directory, 0o711)
  later(context, () => rmSync(directory, { recursive: true, force: true, maxRetries: 5 }))
  return directory
}

/** @type {Promise<string> | undefined} */
let made

/**
 * Puts a cluster into a data directory that has none yet. Making one takes as long as ten starts, so each file makes one
 * and copies it.
 *
 * @param {string} dataDirectory
 */
export async function giveCluster(dataDirectory) {
  made ??= makeCluster()
  const home = join(dataDirectory, 'postgres')
  mkdirSync(home, { recursive: true, mode: 0o711 })
  execFileSync('cp', ['-a', await made, home])
}

/** @returns {Promise<string>} its directory; nothing runs there */
async function makeCluster() {
  const directory = mkdtempSync(join(tmpdir(), 'countersign-launcher-'))
  if (process.getuid?.() === 0) chmodSync(directory, 0o711)
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }))
  const server = await startPostgres({ dataDirectory: directory, durable: false })
  await server.stop()
  return join(directory, 'postgres', 'cluster')
}

/**
 * Runs a module in a process of its own, with functions of the launcher at hand.
 *
 * @param {string} source
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {{ child: import('node:child_process').ChildProcess, result: Promise<{ code: number | null, output: string }> }}
 */
export function run(source, env = {}) {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', source], {
    cwd: ROOT,
    env: { ...process.env, ...env },
  })
  let output = ''
  child.stdout.on('data', (text) => (output += text))
  child.stderr.on('data', (text) => (output += text))
  const result = new Promise((resolve) => {
    child.once('close', (code) => resolve({ code, output: output.trim() }))
  })
  return { child, result }
}
