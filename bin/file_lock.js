import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { randomBytes } from 'node:crypto'
import { isRunning, ownIdentity } from './process_identity.js'

/**
 * Runs the action while this process alone holds the lock file. A lock whose holder has died is taken over.
 *
 * @template T
 * @param {string} path the lock file; its directory is made
 * @param {() => Promise<T> | T} action
 * @param {{ timeout?: number, onWait?: () => void }} [options] timeout in milliseconds; onWait is called once
 * @returns {Promise<T>}
 */
export async function withLock(path, action, { timeout = 60_000, onWait } = {}) {
  mkdirSync(dirname(path), { recursive: true })
  const deadline = Date.now() + timeout
  let waited = false
  while (!claim(path)) {
    if (Date.now() > deadline) {
      throw new Error(`Another process has held ${path} for ${Math.round(timeout / 1000)} seconds.`)
    }
    if (!waited) onWait?.()
    waited = true
    await sleep(25)
  }
  try {
    return await action()
  } finally {
    rmSync(path, { force: true })
  }
}

/**
 * A hard link appears whole or not at all and never replaces a file, which makes it the claim.
 *
 * @param {string} path
 */
function claim(path) {
  const mine = unique(path)
  writeFileSync(mine, JSON.stringify(ownIdentity()))
  try {
    linkSync(mine, path)
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    removeIfAbandoned(path)
    return false
  } finally {
    rmSync(mine, { force: true })
  }
}

/** @param {string} path */
function removeIfAbandoned(path) {
  if (isRunning(holderOf(path))) return
  const aside = unique(path)
  try {
    renameSync(path, aside)
    // Between the look and the move another process may have taken the lock: give it back.
    if (isRunning(holderOf(aside))) linkSync(aside, path)
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error
  } finally {
    rmSync(aside, { force: true })
  }
}

/** @param {string} path */
function holderOf(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}

/** @param {string} path */
function unique(path) {
  return `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
}
