import { readFileSync, readdirSync, rmSync, writeFileSync, mkdirSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { isRunning, ownIdentity } from './process_identity.js'

/**
 * Who uses an embedded PostgreSQL: a supervisor, an ace command, a test run. The last one to leave stops it; those that
 * were killed are not counted.
 */

/**
 * @param {string} directory
 * @returns {() => void} to be called once when the process needs the database no longer
 */
export function joinUsers(directory) {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const path = join(directory, `${process.pid}-${randomBytes(4).toString('hex')}.json`)
  writeFileSync(path, JSON.stringify(ownIdentity()))
  return () => rmSync(path, { force: true })
}

/** @param {string} directory @returns {boolean} */
export function hasUsers(directory) {
  let found = false
  for (const name of readdirSync(directory)) {
    const path = join(directory, name)
    if (isRunning(read(path))) found = true
    else rmSync(path, { force: true })
  }
  return found
}

/** @param {string} path */
function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}
