import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** The time of the latest change among our own sources, in milliseconds; removals count through their directory. */
export function newestChange(root: string): number {
  return Math.max(
    ...['css', 'js', 'icons'].map((name) => newestBelow(join(root, 'resources', name)))
  )
}

function newestBelow(directory: string): number {
  return readdirSync(directory, { withFileTypes: true }).reduce((newest, entry) => {
    const path = join(directory, entry.name)
    return Math.max(newest, entry.isDirectory() ? newestBelow(path) : statSync(path).mtimeMs)
  }, statSync(directory).mtimeMs)
}
