import { setTimeout as sleep } from 'node:timers/promises'
import { say, red } from './terminal.js'

const FIRST_PAUSE = 250
const LONGEST_PAUSE = 10_000
/** A process that ran this long was healthy: the next pause is short again. */
const HEALTHY_AFTER = 30_000

/**
 * @typedef {object} KeptProcess
 * @property {() => void} restart ends the process; another is started at once
 * @property {(patience: number) => Promise<void>} stop SIGTERM, and SIGKILL after the patience (milliseconds)
 */

/**
 * Starts a process and starts it again whenever it ends, after a pause that grows.
 *
 * @param {string} name as people read it: "web process 1"
 * @param {() => import('node:child_process').ChildProcess} start
 * @param {{ onEnd?: (details: { ranFor: number }) => void }} [options]
 * @returns {KeptProcess}
 */
export function keepRunning(name, start, { onEnd } = {}) {
  /** @type {import('node:child_process').ChildProcess | null} */
  let child = null
  let pause = FIRST_PAUSE
  let stopping = false
  let restarting = false

  function launch() {
    const began = performance.now()
    child = start()
    child.once('error', (error) => say(red(`The ${name} did not start: ${error.message}`)))
    child.once('exit', (code, signal) => {
      child = null
      if (!stopping) again(performance.now() - began, code, signal)
    })
  }

  /** @param {number} ranFor @param {number | null} code @param {string | null} signal */
  async function again(ranFor, code, signal) {
    if (!restarting) {
      if (ranFor > HEALTHY_AFTER) pause = FIRST_PAUSE
      say(
        red(
          `The ${name} ended (${signal ?? `exit code ${code}`}) and is started again in ${pause / 1000} s.`
        )
      )
      onEnd?.({ ranFor })
      await sleep(pause)
      pause = Math.min(pause * 2, LONGEST_PAUSE)
    }
    restarting = false
    if (!stopping && !child) launch()
  }

  launch()
  return {
    restart() {
      pause = FIRST_PAUSE
      if (!child) return
      restarting = true
      terminate(child, 3000)
    },
    async stop(patience) {
      stopping = true
      if (child) await terminate(child, patience)
    },
  }
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {number} patience milliseconds between SIGTERM and SIGKILL
 */
export async function terminate(child, patience) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), patience)
  await ended
  clearTimeout(timer)
}
