/*
 * Loaded into each process of a test run: the first of its kind writes down what Node compiled for it, soon after its start.
 * Node itself does so at the end alone, and most of these processes are killed.
 */
import { writeFileSync } from 'node:fs'
import { flushCompileCache, getCompileCacheDir } from 'node:module'
import { basename, join } from 'node:path'

const AFTER_MS = 3000

setTimeout(() => {
  const cache = getCompileCacheDir()
  if (cache && isFirst(join(cache, `${basename(process.argv[1])}.kept`))) flushCompileCache()
}, AFTER_MS).unref()

/** @param {string} mark a file that the first one makes */
function isFirst(mark) {
  try {
    writeFileSync(mark, '', { flag: 'wx' })
    return true
  } catch {
    return false
  }
}
