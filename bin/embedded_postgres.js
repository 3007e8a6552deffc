import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { withLock } from './file_lock.js'
import { makePrivateDirectory, makeReachableHome, postgresAccount } from './postgres_account.js'
import { postgresBinaries } from './postgres_binaries.js'
import {
  initialise,
  launch,
  removeStalePidFile,
  stopServer,
  waitForExit,
} from './postgres_server.js'
import { answers, ensureDatabase, socketUrl } from './postgres_connection.js'
import { hasUsers, joinUsers } from './postgres_users.js'

/** Longest directory for the socket: with `/.s.PGSQL.5432` behind it the path stays below 100 bytes (unix(7) allows 107). */
const LONGEST_SOCKET_DIRECTORY = 82

/**
 * @typedef {object} EmbeddedPostgres
 * @property {string} url for `pg` and knex
 * @property {boolean} reused it was running already
 * @property {number} pid of the postmaster
 * @property {string | null} movedTo where the files lie when the account cannot reach DATA_DIR
 * @property {string} log path of the server's log
 * @property {(database: string) => string} urlOf the url of another database in the same cluster
 * @property {Promise<void>} exited fulfilled once the server has ended, by whatever hand
 * @property {() => void} leave gives up this use without ending anything
 * @property {() => Promise<void>} stop leaves; the last user to leave ends the server
 */

/**
 * Starts the embedded PostgreSQL of a data directory, or joins the one that runs there: one left behind by a killed
 * supervisor, or one that another command started.
 *
 * @param {object} options
 * @param {string} options.dataDirectory absolute
 * @param {boolean} [options.durable] false: nothing is flushed; for tests and measurements only
 * @param {string} [options.database] made if missing
 * @returns {Promise<EmbeddedPostgres>}
 */
export async function startPostgres({ dataDirectory, durable = true, database = 'countersign' }) {
  if (process.platform === 'win32') {
    throw new Error(
      'On Windows set DATABASE_URL to a PostgreSQL 15 or newer: none is embedded there.'
    )
  }
  mkdirSync(dataDirectory, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
  const paths = preparePaths(dataDirectory)
  return withLock(paths.lock, () => startOrJoin(paths, { durable, database }), { timeout: 90_000 })
}

/** @typedef {ReturnType<typeof preparePaths>} Paths @param {string} dataDirectory */
function preparePaths(dataDirectory) {
  const account = postgresAccount()
  const home = makeReachableHome(join(dataDirectory, 'postgres'), account)
  return {
    account,
    movedTo: home.moved ? home.path : null,
    cluster: join(home.path, 'cluster'),
    users: join(home.path, 'users'),
    lock: join(home.path, 'lock'),
    log: join(home.path, 'log'),
    socket: prepareSocketDirectory(home.path, account),
  }
}

/**
 * @param {string} home
 * @param {import('./postgres_account.js').Account | null} account
 */
function prepareSocketDirectory(home, account) {
  const inside = join(home, 'socket')
  const fits = Buffer.byteLength(inside) <= LONGEST_SOCKET_DIRECTORY
  const key = createHash('sha256').update(home).digest('hex').slice(0, 16)
  const directory = fits ? inside : join(shortTemporaryDirectory(), `countersign-${key}`)
  makePrivateDirectory(directory, account)
  return directory
}

/** macOS gives every user a temporary directory of 50 characters and more. */
function shortTemporaryDirectory() {
  return Buffer.byteLength(tmpdir()) <= 48 ? tmpdir() : '/tmp'
}

/**
 * @param {Paths} paths
 * @param {{ durable: boolean, database: string }} options
 */
async function startOrJoin(paths, { durable, database }) {
  const child = (await answers(paths.socket)) ? null : await start(paths, durable)
  await ensureDatabase(paths.socket, database)
  const leave = joinUsers(paths.users)
  const exited = waitForExit(paths.cluster, child)
  return {
    url: socketUrl(paths.socket, database),
    urlOf: (/** @type {string} */ name) => socketUrl(paths.socket, name),
    reused: child === null,
    pid: exited.pid,
    movedTo: paths.movedTo,
    log: paths.log,
    exited: exited.promise,
    leave,
    stop: () => withLock(paths.lock, () => stopUnlessUsed(paths, leave)),
  }
}

/**
 * @param {Paths} paths
 * @param {boolean} durable
 */
async function start(paths, durable) {
  const binaries = postgresBinaries(paths.account)
  if (!existsSync(paths.cluster)) await initialise(paths, binaries, durable)
  removeStalePidFile(paths.cluster)
  return launch(paths, binaries, durable)
}

/**
 * @param {Paths} paths
 * @param {() => void} leave
 */
async function stopUnlessUsed(paths, leave) {
  leave()
  if (hasUsers(paths.users)) return
  await stopServer(paths.cluster)
  // A fallback lies in the shared temporary directory and must not pile up there.
  if (dirname(paths.socket) !== dirname(paths.cluster))
    rmSync(paths.socket, { recursive: true, force: true })
}
