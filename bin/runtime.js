import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { giveUp } from './terminal.js'

/** The oldest Node that AdonisJS 7 accepts. */
export const NEEDED_NODE = 24

/** The directory that holds bin/: the checkout, or build/ when that is deployed alone. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))

/** The Node 24 that npm installed for this platform, if there is one. */
export const BUNDLED_NODE = join(ROOT, 'node_modules', '.bin', 'node')

/** @param {string} [version] */
export function isNodeNewEnough(version = process.versions.node) {
  return Number.parseInt(version, 10) >= NEEDED_NODE
}

/**
 * Runs this very command again on the bundled Node when the present one is too old, and does not come back then.
 * Returns at once on a Node that is new enough.
 */
export async function ensureNode() {
  if (!existsSync(join(ROOT, 'node_modules')) && !existsSync(join(dirname(ROOT), 'node_modules'))) {
    giveUp('The dependencies are not installed: run "npm install" first.')
  }
  if (isNodeNewEnough()) return
  if (!existsSync(BUNDLED_NODE)) {
    giveUp(
      `Node ${process.versions.node} is too old and none was installed: run "npm install", or install Node ${NEEDED_NODE}.`
    )
  }
  const child = spawn(BUNDLED_NODE, process.argv.slice(1), { stdio: 'inherit' })
  process.exit(await exitCodeOf(child, { passSignals: true }))
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {{ passSignals?: boolean }} [options] passSignals: SIGTERM and SIGHUP are for the child; Ctrl-C reaches both
 * @returns {Promise<number>} its exit code; 128 + n for signal n, as shells count
 */
export function exitCodeOf(child, { passSignals = false } = {}) {
  const signals = { SIGTERM: 15, SIGHUP: 1, SIGINT: 2, SIGKILL: 9 }
  if (passSignals) {
    process.on('SIGINT', () => {})
    for (const name of ['SIGTERM', 'SIGHUP']) process.on(name, () => child.kill(name))
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signals[signal] ?? 0)))
  })
}

/**
 * Where the application is run from.
 *
 * @param {{ compiled?: boolean }} [options] compiled: from build/, not from TypeScript
 * @returns {{ directory: string, compiled: boolean, nodeArguments: string[], entry: (name: string) => string }}
 *   nodeArguments go before the entry; entry('server') answers the absolute path of bin/server.(ts|js)
 */
export function application({ compiled = false } = {}) {
  const fromSource = !compiled && existsSync(join(ROOT, 'bin', 'console.ts'))
  const directory = !fromSource && existsSync(join(ROOT, 'build')) ? join(ROOT, 'build') : ROOT
  const extension = fromSource ? 'ts' : 'js'
  return {
    directory,
    compiled: !fromSource,
    nodeArguments: fromSource ? ['--import', '@poppinss/ts-exec', '--enable-source-maps'] : [],
    entry: (name) => join(directory, 'bin', `${name}.${extension}`),
  }
}
