import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/**
 * PostgreSQL refuses to run as root. Started by root it runs as `postgres`, else `nobody`, and then its files belong to
 * that account and every directory above them must let it pass.
 *
 * @typedef {{ uid: number, gid: number, name: string }} Account
 */

/** Where the database of root goes when DATA_DIR lies below a directory that only root may enter (such as /root). */
const SHARED_DATA = '/var/lib/countersign'

/** @returns {Account | null} null when PostgreSQL can run as whoever runs this process */
export function postgresAccount() {
  if (process.getuid?.() !== 0) return null
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n').map(parseAccount)
  const account = ['postgres', 'nobody']
    .map((name) => accounts.find((one) => one.name === name))
    .find((one) => one && one.uid > 0)
  if (account) return account
  throw new Error(
    'PostgreSQL does not run as root, and this machine has no account "postgres" or "nobody": start as another user, or set DATABASE_URL.'
  )
}

/** @param {string} line of passwd(5) @returns {Account} */
function parseAccount(line) {
  const [name, , uid, gid] = line.split(':')
  return { name, uid: Number(uid), gid: Number(gid) }
}

/**
 * @param {string} path
 * @param {Account | null} account
 * @returns {boolean} true when the account can enter every directory down to the path and the path itself
 */
export function canReach(path, account) {
  if (!account) return true
  for (let at = path; ; at = dirname(at)) {
    const { mode, uid, gid } = statSync(at)
    const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0
    if (((mode >> shift) & 1) === 0) return false
    if (at === dirname(at)) return true
  }
}

/**
 * Makes a directory that belongs to the account and that nobody else may enter.
 *
 * @param {string} path
 * @param {Account | null} account
 */
export function makePrivateDirectory(path, account) {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  const found = lstatSync(path)
  const wanted = account ?? { uid: process.getuid?.() ?? found.uid, gid: found.gid }
  if (!found.isDirectory() || ![wanted.uid, process.getuid?.()].includes(found.uid)) {
    throw new Error(`${path} belongs to somebody else: remove it and start again.`)
  }
  if ((found.mode & 0o077) !== 0) throw new Error(`${path} must be closed to others: chmod 700 it.`)
  if (account && found.uid !== account.uid) chownSync(path, account.uid, account.gid)
}

/**
 * The directory below DATA_DIR that holds all of the database: itself, or a link to a place that the account can reach.
 * It stays ours, the account only passes through: what it could write we must not trust as root.
 *
 * @param {string} path
 * @param {Account | null} account
 * @returns {{ path: string, moved: boolean }} moved: the files lie elsewhere, at `path`
 */
export function makeReachableHome(path, account) {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (!found && !canReach(dirname(path), account)) {
    mkdirSync(SHARED_DATA, { recursive: true, mode: 0o711 })
    symlinkSync(mkdtempSync(join(SHARED_DATA, 'desk-')), path)
  }
  const moved = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false
  const home = moved ? resolve(dirname(path), readlinkSync(path)) : path
  mkdirSync(home, { recursive: true })
  if (lstatSync(home).uid === process.getuid?.()) chmodSync(home, account ? 0o711 : 0o700)
  if (canReach(home, account)) return { path: home, moved }
  throw new Error(
    `The account "${account?.name}", as which PostgreSQL runs under root, cannot reach ${home}: choose another DATA_DIR, open the directories above it (chmod o+x), or set DATABASE_URL.`
  )
}
