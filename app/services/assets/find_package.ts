import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * The directory of an installed package, looked for in `node_modules` of `root` and of every directory above it
 * (a build runs from `build/`, one level below). Throws when the package is not installed.
 */
export function findPackage(root: string, name: string): string {
  for (let directory = root; ; directory = dirname(directory)) {
    const candidate = join(directory, 'node_modules', name)
    if (existsSync(candidate)) return candidate
    if (directory === dirname(directory)) throw new Error(`The package ${name} is not installed`)
  }
}
