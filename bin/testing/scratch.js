import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { stopServer } from '../postgres_server.js'
import { isRunning, ownIdentity } from '../process_identity.js'

const PREFIX = 'countersign-test-'
const OWNER = 'owner.json'

/** On Linux: files in memory. Copying a database of many small files costs a tenth there. */
const IN_MEMORY = '/dev/shm'
/** A whole run needs a third of it, in bytes. */
const ROOM = 1.5 * 1024 ** 3

/**
 * The temporary directory of one test run: database, files, logs; in memory where there is room enough. What earlier runs
 * left that were killed goes first.
 *
 * @returns {Promise<string>}
 */
export async function makeScratch() {
  await removeAbandoned()
  const directory = mkdtempSync(join(hasRoomInMemory() ? IN_MEMORY : tmpdir(), PREFIX))
  // PostgreSQL runs under an account of its own when we are root and must pass through.
  if (process.getuid?.() === 0) chmodSync(directory, 0o711)
  writeFileSync(join(directory, OWNER), JSON.stringify(ownIdentity()))
  mkdirSync(join(directory, 'logs'))
  mkdirSync(join(directory, 'tmp'))
  return directory
}

/** Containers often have a small one, or one in which no library of a copied desk could be loaded. */
function hasRoomInMemory() {
  if (process.platform !== 'linux' || !existsSync(IN_MEMORY)) return false
  try {
    accessSync(IN_MEMORY, constants.W_OK)
    const mounts = readFileSync('/proc/mounts', 'utf8').split('\n')
    if (mounts.some((mount) => /^\S+ \/dev\/shm \S+ (\S*,)?noexec\b/.test(mount))) return false
    const { bavail, bsize } = statfsSync(IN_MEMORY)
    return bavail * bsize > ROOM && process.availableMemory() > 2 * ROOM
  } catch {
    return false
  }
}

async function removeAbandoned() {
  const homes = [tmpdir(), IN_MEMORY].filter((home) => existsSync(home))
  const found = homes.flatMap((home) => readdirSync(home).map((name) => join(home, name)))
  for (const directory of found) {
    if (!basename(directory).startsWith(PREFIX)) continue
    try {
      const owner = JSON.parse(readFileSync(join(directory, OWNER), 'utf8'))
      if (isRunning(owner)) continue
      await stopServer(join(directory, 'postgres', 'cluster'))
      removeScratch(directory)
    } catch {
      // Just being made, or somebody else's.
    }
  }
}

/** @param {string} directory */
export function removeScratch(directory) {
  rmSync(directory, { recursive: true, force: true, maxRetries: 5 })
}
