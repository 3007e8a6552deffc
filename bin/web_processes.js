import cluster from 'node:cluster'
import { fork } from 'node:child_process'
import { join } from 'node:path'
import { keepRunning } from './keep_running.js'
import { ROOT } from './runtime.js'

const SUPERVISED = ['--import', new URL('supervised.js', import.meta.url).href]

/**
 * Starts the web processes; all accept on one port.
 *
 * @param {ReturnType<typeof import('./runtime.js').application>} application
 * @param {{ count: number, inlineWorker: boolean, onEnd: () => void }} options inlineWorker: the first of them also does
 *   the background work
 * @returns {{ kept: import('./keep_running.js').KeptProcess[], ready: Promise<void> }} ready: all of them accept
 */
export function startWeb(application, { count, inlineWorker, onEnd }) {
  // Each process accepts by itself. In the round-robin way the supervisor accepts and passes on, and a connection under
  // way to a process that dies just then hangs until the client gives up (seen with kill -9, Node 24).
  cluster.schedulingPolicy = cluster.SCHED_NONE
  cluster.setupPrimary({
    exec: application.entry('server'),
    args: [],
    execArgv: [...SUPERVISED, ...application.nodeArguments],
    cwd: ROOT,
  })
  const listening = new Set()
  const ready = new Promise((resolve) => {
    cluster.on('listening', (worker) => {
      listening.add(worker.id)
      if (listening.size >= count) resolve()
    })
  })
  const kept = Array.from({ length: count }, (_, index) => {
    const variables = {
      COUNTERSIGN_ROLE: `web ${index + 1}`,
      COUNTERSIGN_INLINE_WORKER: inlineWorker && index === 0 ? '1' : '',
    }
    const name = count > 1 ? `web process ${index + 1}` : 'web process'
    return keepRunning(name, () => cluster.fork(variables).process, { onEnd })
  })
  return { kept, ready: ready.then(() => {}) }
}

/**
 * @param {ReturnType<typeof import('./runtime.js').application>} application
 * @returns {import('./keep_running.js').KeptProcess}
 */
export function startWorker(application) {
  const start = () =>
    fork(application.entry('worker'), [], {
      cwd: ROOT,
      execArgv: [...SUPERVISED, ...application.nodeArguments],
      env: { ...process.env, COUNTERSIGN_ROLE: 'worker' },
    })
  return keepRunning('worker', start)
}

/** @param {string} dataDirectory @returns {string} where V8 keeps compiled code between starts */
export function compileCache(dataDirectory) {
  return join(dataDirectory, 'cache', 'v8')
}
