import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { digest } from './digest.js'
import { keepResult } from './keep_result.js'
import { listSources } from './list_sources.js'
import type { AssetPlaces } from './types.js'

const require = createRequire(import.meta.url)

/**
 * All style sheets as one, joined in the order of `resources/css/app.css` and minified. The compiler is loaded only
 * when a sheet changed since the last start.
 */
export function buildStyles(places: AssetPlaces): Buffer {
  const sources = listSources(join(places.root, 'resources/css'), '.css')
  const key = digest(...sources.flatMap(({ name, file }) => [name, readFileSync(file)]))
  return keepResult(places.cache, `${key}.css`, () => {
    const { bundle } = require('lightningcss') as typeof import('lightningcss')
    const filename = join(places.root, 'resources/css/app.css')
    return Buffer.from(bundle({ filename, minify: true }).code)
  })
}
