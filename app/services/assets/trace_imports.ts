import { posix } from 'node:path'
import type { Asset } from './types.js'

const STATIC_IMPORT = /^\s*(?:import|export)\s(?:[^'"]*?\sfrom\s*)?['"](\.[^'"]+)['"]/gm

/**
 * Every file a script imports statically, all the way down, in loading order. Imports inside functions are left
 * out: they are meant to load late. Throws when a script imports what is not served.
 */
export function traceImports(
  files: Map<string, Asset>,
  path: string,
  found: string[] = []
): string[] {
  if (path.startsWith('vendor/')) return found
  for (const [, target] of files.get(path)!.body.toString().matchAll(STATIC_IMPORT)) {
    const name = posix.join(posix.dirname(path), target)
    if (!files.has(name)) throw new Error(`${path} imports ${target}, which is not served`)
    if (found.includes(name)) continue
    found.push(name)
    traceImports(files, name, found)
  }
  return found
}
