import { readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { buildStyles } from './build_styles.js'
import { digest } from './digest.js'
import { drawSprite } from './draw_sprite.js'
import { findPackage } from './find_package.js'
import { listPdfFiles } from './list_pdf_files.js'
import { listSources } from './list_sources.js'
import { listVendorFiles } from './list_vendor_files.js'
import { traceImports } from './trace_imports.js'
import type { Asset, AssetPlaces, AssetSet } from './types.js'

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.ttf': 'font/ttf',
  '.pfb': 'application/octet-stream',
  '.bcmap': 'application/octet-stream',
}

/**
 * Reads everything browsers may have into memory: one style sheet, our scripts as they are, the listed files of
 * packages, the drawings. Nothing outside these lists can be asked for. Throws when a listed file is missing.
 */
export function buildAssetSet(places: AssetPlaces): AssetSet {
  const files = new Map<string, Asset>()
  const add = (path: string, body: Buffer) =>
    files.set(path, { path, body, type: TYPES[extname(path)], digest: digest(body) })

  add('app.css', buildStyles(places))
  add('icons.svg', drawSprite(places))
  for (const name of ['favicon.svg', 'touch-icon.png']) {
    add(name, readFileSync(join(places.root, 'resources/icons', name)))
  }
  for (const { name, file } of listSources(join(places.root, 'resources/js'), '.js')) {
    add(`js/${name}`, readFileSync(file))
  }
  for (const [path, [packageName, file]] of Object.entries(listVendorFiles())) {
    add(path, withoutSourceMap(readFileSync(join(findPackage(places.root, packageName), file))))
  }

  addPdfFiles(files, findPackage(places.root, 'pdfjs-dist'))

  const parts = [...files.values()].flatMap((file) => [file.path, file.digest])
  const scripts = [...files.keys()].filter((path) => path.startsWith('js/'))
  return {
    version: digest(...parts).slice(0, 12),
    files,
    imports: new Map(scripts.map((path) => [path, traceImports(files, path)])),
  }
}

/** Six megabytes that few people need: known by the package's edition, read when they are asked for. */
function addPdfFiles(files: Map<string, Asset>, root: string) {
  const edition = readFileSync(join(root, 'package.json'))
  for (const [path, file] of listPdfFiles(root)) {
    const type = TYPES[extname(path)]
    const isLate = true
    let body: Buffer | undefined
    const read = () =>
      path.endsWith('.js') ? withoutSourceMap(readFileSync(file)) : readFileSync(file)
    files.set(path, {
      ...{ path, type, isLate, digest: digest(edition, path) },
      get body() {
        return (body ??= read())
      },
    })
  }
}

/** The maps are not served, so the hint at them would only make developer tools ask in vain. */
function withoutSourceMap(body: Buffer): Buffer {
  return Buffer.from(body.toString().replace(/\n\/\/# sourceMappingURL=\S+\s*$/, '\n'))
}
