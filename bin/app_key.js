import { randomBytes } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

/** The framework asks for at least 16 characters; 32 random bytes make 43. */
export const SHORTEST_KEY = 32

/**
 * The key of this installation: made once, mode 0600, never replaced, because signed links, cookies and encrypted
 * columns hang on it. Of two starters one wins and both get the same key.
 *
 * @param {string} dataDirectory
 * @param {{ touchDisk?: boolean }} [options] touchDisk: false answers a key for this process alone when none is there
 * @returns {Promise<string>}
 */
export async function ensureAppKey(dataDirectory, { touchDisk = true } = {}) {
  const path = join(dataDirectory, 'app.key')
  const present = readKey(path)
  if (present) return present
  const fresh = randomBytes(32).toString('base64url')
  if (!touchDisk) return fresh
  publish(path, fresh)
  return readKey(path)
}

/** @param {string} path */
function readKey(path) {
  let text
  try {
    text = readFileSync(path, 'utf8').trim()
  } catch (error) {
    if (error.code === 'ENOENT') return null
    throw new Error(`The key ${path} cannot be read: ${error.message}.`)
  }
  if (text.length < SHORTEST_KEY) {
    throw new Error(
      `The key ${path} is damaged (${text.length} characters, at least ${SHORTEST_KEY} are needed): bring it back from a backup.`
    )
  }
  return text
}

/**
 * Written aside, flushed, then linked to its name: a link never replaces a file and never shows half of one.
 *
 * @param {string} path
 * @param {string} key
 */
function publish(path, key) {
  const aside = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
  const file = openSync(aside, 'wx', 0o600)
  try {
    writeFileSync(file, `${key}\n`)
    fsyncSync(file)
    linkSync(aside, path)
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  } finally {
    closeSync(file)
    rmSync(aside, { force: true })
  }
}
