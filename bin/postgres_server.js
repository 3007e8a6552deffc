import { execFile, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { setTimeout as sleep } from 'node:timers/promises'
import { answers, ROLE } from './postgres_connection.js'
import { makePrivateDirectory } from './postgres_account.js'
import { isRunning } from './process_identity.js'

const MAJOR = '18'
const START_TIMEOUT = 60_000
const LARGEST_LOG = 10 * 1024 * 1024

/** Sorting and case rules come with PostgreSQL itself, so they are the same on every machine and after every update. */
const LOCALE = [
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--locale=C',
]

const SETTINGS = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '200',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '8MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '1GB',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  log_min_messages: 'warning',
}

const NOT_DURABLE = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

/** @typedef {import('./embedded_postgres.js').Paths} Paths */

/**
 * Makes the cluster under another name first: half of one is never taken for a whole one.
 *
 * @param {Paths} paths
 * @param {string} binaries
 * @param {boolean} durable
 */
export async function initialise(paths, binaries, durable) {
  const aside = `${paths.cluster}.new`
  rmSync(aside, { recursive: true, force: true })
  makePrivateDirectory(aside, paths.account)
  const options = ['-D', aside, '-U', ROLE, '--auth=trust', '--no-instructions', ...LOCALE]
  if (!durable) options.push('--no-sync')
  try {
    await promisify(execFile)(join(binaries, 'bin', 'initdb'), options, identityOf(paths))
  } catch (error) {
    throw new Error(
      `The database could not be made: ${String(error.stderr || error.message).trim()}`
    )
  }
  renameSync(aside, paths.cluster)
}

/**
 * @param {Paths} paths
 * @param {string} binaries
 * @param {boolean} durable
 * @returns {Promise<import('node:child_process').ChildProcess | null>} a server that answers; null when it is not ours
 */
export async function launch(paths, binaries, durable) {
  checkVersion(paths.cluster)
  const deadline = Date.now() + START_TIMEOUT
  for (;;) {
    const child = spawnServer(paths, binaries, durable)
    const ready = await becomesReady(child, paths.socket, deadline)
    if (ready) return serverPid(paths.cluster) === child.pid ? child : null
    if (isAlive(child)) child.kill('SIGQUIT')
    // The processes of a killed server need a moment to let go of its memory and its files.
    if (Date.now() > deadline || !isTakenForRunning(paths.log)) {
      throw new Error(`PostgreSQL did not start. Its log ends:\n${lastLines(paths.log)}`)
    }
    await sleep(200)
  }
}

/** @param {Paths} paths @param {string} binaries @param {boolean} durable */
function spawnServer(paths, binaries, durable) {
  rotate(paths.log)
  const log = openSync(paths.log, 'a', 0o600)
  const settings = {
    ...SETTINGS,
    ...(durable ? {} : NOT_DURABLE),
    unix_socket_directories: paths.socket,
  }
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  // Detached: Ctrl-C in the terminal must not reach it before web and worker have finished.
  const child = spawn(join(binaries, 'bin', 'postgres'), ['-D', paths.cluster, ...options], {
    ...identityOf(paths),
    stdio: ['ignore', log, log],
    detached: true,
  })
  closeSync(log)
  child.on('error', () => {})
  child.unref()
  return child
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {string} socket
 * @param {number} deadline
 */
async function becomesReady(child, socket, deadline) {
  while (Date.now() < deadline && isAlive(child)) {
    if (await answers(socket)) return true
    await sleep(15)
  }
  return answers(socket)
}

/** @param {import('node:child_process').ChildProcess} child */
function isAlive(child) {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null
}

/** @param {Paths} paths the working directory must be one that the account may enter */
function identityOf({ account, socket }) {
  const env = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }
  return account ? { uid: account.uid, gid: account.gid, cwd: socket, env } : { cwd: socket, env }
}

/** @param {string} cluster */
function checkVersion(cluster) {
  const version = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  if (version === MAJOR) return
  throw new Error(
    `The database in ${cluster} was made by PostgreSQL ${version}, this is ${MAJOR}: restore a backup into a new data directory.`
  )
}

/**
 * The process that a left-over postmaster.pid names may be another program by now (ids start again in a container);
 * PostgreSQL would then refuse to start for ever.
 *
 * @param {string} cluster
 */
export function removeStalePidFile(cluster) {
  const pid = serverPid(cluster)
  if (pid && isRunning({ pid }) && !isPostgres(pid)) rmSync(join(cluster, 'postmaster.pid'))
}

/** @param {number} pid */
function isPostgres(pid) {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres'
  } catch {
    return true
  }
}

/** @param {string} cluster @returns {number | null} */
export function serverPid(cluster) {
  try {
    return Number.parseInt(readFileSync(join(cluster, 'postmaster.pid'), 'utf8'), 10) || null
  } catch {
    return null
  }
}

/**
 * @param {string} cluster
 * @param {import('node:child_process').ChildProcess | null} child null when somebody else is its parent
 * @returns {{ pid: number, promise: Promise<void> }}
 */
export function waitForExit(cluster, child) {
  const pid = child?.pid ?? serverPid(cluster) ?? 0
  if (child) return { pid, promise: new Promise((resolve) => child.once('exit', () => resolve())) }
  const promise = new Promise((resolve) => {
    const timer = setInterval(() => {
      if (isRunning({ pid })) return
      clearInterval(timer)
      resolve()
    }, 250)
    timer.unref()
  })
  return { pid, promise }
}

/**
 * Fast shutdown: open transactions are rolled back, everything committed is on disk.
 *
 * @param {string} cluster
 */
export async function stopServer(cluster) {
  const pid = serverPid(cluster)
  if (!pid || !isPostgres(pid)) return
  for (const [signal, patience] of /** @type {const} */ ([
    ['SIGINT', 5000],
    ['SIGQUIT', 2000],
    ['SIGKILL', 1000],
  ])) {
    try {
      process.kill(pid, signal)
    } catch {
      return
    }
    const deadline = Date.now() + patience
    while (Date.now() < deadline) {
      if (!isRunning({ pid })) return
      await sleep(10)
    }
  }
}

/** @param {string} log */
function isTakenForRunning(log) {
  return /lock file ".*" already exists|pre-existing shared memory block|lock file .* is empty/.test(
    lastLines(log)
  )
}

/** @param {string} log */
function lastLines(log) {
  return readFileSync(log, 'utf8').trimEnd().split('\n').slice(-12).join('\n')
}

/** @param {string} log */
function rotate(log) {
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0
  if (size > LARGEST_LOG) renameSync(log, `${log}.1`)
}
