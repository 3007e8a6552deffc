import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The files below a directory whose names end in `ending`, sorted, each with its path relative to the directory in
 * forward slashes. Links are left out, so nothing from elsewhere is ever served.
 */
export function listSources(
  directory: string,
  ending: string,
  below = ''
): { name: string; file: string }[] {
  return readdirSync(join(directory, below), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const name = below ? `${below}/${entry.name}` : entry.name
      if (entry.isDirectory()) return listSources(directory, ending, name)
      return entry.isFile() && name.endsWith(ending) ? [{ name, file: join(directory, name) }] : []
    })
}
