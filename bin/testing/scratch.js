import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stopServer } from '../postgres_server.js'
import { isRunning, ownIdentity } from '../process_identity.js'

const PREFIX = 'countersign-test-'
const OWNER = 'owner.json'

/**
 * The temporary directory of one test run: database, files, logs. What earlier runs left that were killed goes first.
 *
 * @returns {Promise<string>}
 */
export async function makeScratch() {
  await removeAbandoned()
  const directory = mkdtempSync(join(tmpdir(), PREFIX))
  // PostgreSQL runs under an account of its own when we are root and must pass through.
  if (process.getuid?.() === 0) chmodSync(directory, 0o711)
  writeFileSync(join(directory, OWNER), JSON.stringify(ownIdentity()))
  mkdirSync(join(directory, 'logs'))
  return directory
}

async function removeAbandoned() {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue
    const directory = join(tmpdir(), name)
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
