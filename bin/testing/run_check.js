import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ROOT } from '../runtime.js'

const MINUTES = 8

/**
 * @typedef {object} Outcome
 * @property {string} name
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {string} [reason] why it failed, when no single test did
 * @property {string} log
 * @property {number} seconds
 * @property {string[]} [failures] the failed tests, a line each, as far as the runner tells them
 */

/** The process groups that run now, to be ended with this process. @type {Set<number>} */
const groups = new Set()

/**
 * Runs one check in a process group of its own, within its time.
 *
 * @param {{ name: string, kind: string, minutes?: number }} check
 * @param {{ command: string[], env: NodeJS.ProcessEnv, scratch: string, live: boolean, whole: boolean }} run live: output
 *   goes to the terminal, else to a log; whole: nothing was filtered, so nothing may be missing
 * @returns {Promise<Outcome>}
 */
export async function runCheck(check, { command, env, scratch, live, whole }) {
  const began = performance.now()
  const log = join(scratch, 'logs', `${check.name}.log`)
  const output = live ? 'inherit' : openSync(log, 'a')
  const results = join(scratch, 'logs', `${check.name}.results`)
  const child = spawn(process.execPath, command, {
    cwd: ROOT,
    env: { ...env, COUNTERSIGN_RESULTS: results },
    stdio: ['ignore', output, output],
    detached: true,
  })
  if (typeof output === 'number') closeSync(output)
  const minutes = check.minutes ?? MINUTES
  const end = await waitWithin(child, minutes)
  const counts = countsOf(check, results, end.code === 0)
  const reason = reasonOf({ end, minutes, counts, whole })
  if (reason && counts.failed === 0) counts.failed = 1
  const seconds = (performance.now() - began) / 1000
  return { name: check.name, ...counts, reason, log, seconds }
}

/** Ends what still runs, as far as it is ours. */
export async function endRunning() {
  for (const group of groups) signal(group, 'SIGTERM')
  if (groups.size > 0) await sleep(1500)
  for (const group of groups) signal(group, 'SIGKILL')
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {number} minutes
 * @returns {Promise<{ code: number | null, signal: string | null, late: boolean }>}
 */
function waitWithin(child, minutes) {
  const group = /** @type {number} */ (child.pid)
  let late = false
  groups.add(group)
  const timer = setTimeout(() => {
    late = true
    signal(group, 'SIGTERM')
    setTimeout(() => signal(group, 'SIGKILL'), 3000).unref()
  }, minutes * 60_000)
  return new Promise((resolve) => {
    child.once('error', () => resolve({ code: 1, signal: null, late }))
    child.once('exit', (code, name) => {
      clearTimeout(timer)
      signal(group, 'SIGKILL')
      groups.delete(group)
      resolve({ code, signal: name, late })
    })
  })
}

/** @param {number} group @param {NodeJS.Signals} name */
function signal(group, name) {
  try {
    process.kill(-group, name)
  } catch {
    // All of them have ended.
  }
}

/**
 * @param {{ kind: string }} check
 * @param {string} results
 * @param {boolean} ok
 */
function countsOf({ kind }, results, ok) {
  if (kind === 'command') return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 }
  const text = existsSync(results) ? readFileSync(results, 'utf8') : ''
  return kind === 'japa' ? countLines(text) : countTap(text)
}

/** @param {string} text one line a test, as bin/test.ts writes them */
function countLines(text) {
  const lines = text.split('\n')
  const count = (/** @type {string} */ word) => lines.filter((line) => line.startsWith(word)).length
  return {
    passed: count('passed'),
    failed: count('failed'),
    skipped: count('skipped'),
    pinned: count('pinned'),
    failures: lines.filter((line) => line.startsWith('failed ')).map((line) => line.slice(7)),
    complete: lines.includes('end'),
  }
}

/** @param {string} text of the Test Anything Protocol, which ends with "# pass 12" and the like */
function countTap(text) {
  const count = (/** @type {string} */ word) =>
    Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(text)?.[1] ?? 0)
  return {
    passed: count('pass'),
    failed: count('fail') + count('cancelled'),
    skipped: count('skipped') + count('todo'),
    complete: /^# pass \d+$/m.test(text),
  }
}

/**
 * @param {{ end: { code: number | null, signal: string | null, late: boolean }, minutes: number, counts: { passed: number,
 *   failed: number, skipped: number, pinned?: number, complete?: boolean }, whole: boolean }} run
 * @returns {string | undefined}
 */
function reasonOf({ end, minutes, counts, whole }) {
  if (end.late) return `took longer than ${minutes} minutes and was ended`
  if (end.signal) return `was ended by ${end.signal}`
  if (counts.complete === false) return `broke off with exit code ${end.code}`
  if (counts.passed + counts.failed === 0) return 'ran no test'
  if (counts.pinned && whole) return 'has a pinned test, which hides the others'
  if (end.code !== 0 && counts.failed === 0) return `ended with exit code ${end.code}`
  return undefined
}
