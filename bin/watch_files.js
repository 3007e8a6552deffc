import { existsSync, watch } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './runtime.js'

const FOLDERS = ['app', 'bin', 'config', 'database', 'providers', 'resources/lang', 'start']
const CODE = /\.(ts|js|json)$/
/** An editor writes a file in several steps, a branch switch many files. */
const QUIET = 120

/**
 * Templates, styles and scripts of the pages are read anew by the framework; only code asks for new processes.
 *
 * @param {() => void} onChange called once a burst of changes is over
 */
export function watchCode(onChange) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer
  for (const folder of FOLDERS) {
    const path = join(ROOT, folder)
    if (!existsSync(path)) continue
    watch(path, { recursive: true }, (_, file) => {
      if (!file || !CODE.test(file) || file === 'schema.ts') return
      clearTimeout(timer)
      timer = setTimeout(onChange, QUIET)
    })
  }
}
