import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { probePort } from '../../bin/port.js'
import { ROOT } from '../../bin/runtime.js'
import { VARIABLES } from '../../bin/variables.js'
import { later, scratch } from './support.js'

const STAND_IN = join(ROOT, 'tests', 'launcher', 'stand_in')

/**
 * A checkout with the true launcher and a small application in place of the real one, which answers at once.
 *
 * @param {import('node:test').TestContext} context
 * @returns {Promise<{ directory: string, env: NodeJS.ProcessEnv, url: string }>}
 */
export async function makeDesk(context) {
  const directory = scratch(context)
  const bin = join(directory, 'bin')
  mkdirSync(join(directory, 'database', 'migrations'), { recursive: true })
  writeFileSync(join(directory, 'database', 'migrations', '0001_first.js'), '')
  writeFileSync(join(directory, 'package.json'), '{"type":"module"}')
  symlinkSync(join(ROOT, 'node_modules'), join(directory, 'node_modules'))
  cpSync(join(ROOT, 'ace.js'), join(directory, 'ace.js'))
  for (const from of [join(ROOT, 'bin'), STAND_IN]) {
    for (const name of readdirSync(from)) {
      if (name.endsWith('.js')) cpSync(join(from, name), join(bin, name))
    }
  }
  const env = { ...process.env, PORT: String(await probePort('127.0.0.1', 0)), NO_COLOR: '1' }
  for (const name of [...Object.keys(VARIABLES), 'ENV_PATH']) if (name !== 'PORT') delete env[name]
  return { directory, env, url: `http://127.0.0.1:${env.PORT}` }
}

/**
 * @param {import('node:test').TestContext} context
 * @param {{ directory: string, env: NodeJS.ProcessEnv }} desk
 * @param {{ env?: NodeJS.ProcessEnv, script?: string, words?: string[] }} [options]
 */
export function startDesk(context, desk, { env = {}, script = 'bin/start.js', words = [] } = {}) {
  const child = spawn(process.execPath, [join(desk.directory, script), ...words], {
    cwd: desk.directory,
    env: { ...desk.env, ...env },
  })
  const run = { child, output: '', ended: Promise.resolve(/** @type {number | null} */ (null)) }
  child.stdout.on('data', (text) => (run.output += text))
  child.stderr.on('data', (text) => (run.output += text))
  run.ended = new Promise((resolve) => child.once('close', (code) => resolve(code)))
  later(context, async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
    await run.ended
  })
  return run
}

/**
 * @template T
 * @param {() => Promise<T> | T} look
 * @param {number} [patience] milliseconds
 * @returns {Promise<NonNullable<T>>} the first answer that is not empty and not thrown
 */
export async function eventually(look, patience = 12_000) {
  const deadline = Date.now() + patience
  for (;;) {
    let problem
    try {
      const found = await look()
      if (found) return found
    } catch (error) {
      problem = error
    }
    if (Date.now() > deadline) throw new Error('It did not happen in time.', { cause: problem })
    await sleep(40)
  }
}

/** @param {string} url @param {string} [path] */
export async function ask(url, path = '/') {
  const answer = await fetch(url + path, {
    headers: { connection: 'close' },
    signal: AbortSignal.timeout(4000),
  })
  if (!answer.ok) throw new Error(await answer.text())
  return answer.json()
}
