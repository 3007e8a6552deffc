import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { digest } from './digest.js'
import { findPackage } from './find_package.js'
import { keepResult } from './keep_result.js'
import { listIcons } from './list_icons.js'
import { listSources } from './list_sources.js'
import type { AssetPlaces } from './types.js'

/** Our own drawings that are pictures of their own and no symbols. */
const PICTURES = ['favicon.svg']

/**
 * One SVG with every drawing as a symbol: `i-…` outlines of Tabler, `s-…` status and `p-…` priority glyphs, `mark`.
 * The ids are file names, so a drawing in resources/icons is usable as soon as it lies there.
 */
export function drawSprite(places: AssetPlaces): Buffer {
  const own = listSources(join(places.root, 'resources/icons'), '.svg')
    .filter(({ name }) => !PICTURES.includes(name))
    .map(({ name, file }) => symbol(name.replace('.svg', ''), readFileSync(file, 'utf8')))
  const tabler = findPackage(places.root, '@tabler/icons')
  const edition = readFileSync(join(tabler, 'package.json'))
  const outlines = keepResult(places.cache, `${digest(edition, ...listIcons())}.svg`, () =>
    Buffer.from(
      listIcons()
        .map((name) =>
          symbol(`i-${name}`, readFileSync(join(tabler, `icons/outline/${name}.svg`), 'utf8'))
        )
        .join('')
    )
  )
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg">${own.join('')}${outlines.toString()}</svg>`
  )
}

/** The drawing without its frame: Tabler's first path only fills the square. */
function symbol(id: string, drawing: string): string {
  const viewBox = /viewBox="([^"]+)"/.exec(drawing)?.[1]
  const inside = drawing
    .slice(drawing.indexOf('>', drawing.indexOf('<svg')) + 1, drawing.lastIndexOf('</svg>'))
    .replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none" ?\/>/, '')
    .replace(/\s*\n\s*/g, '')
    .trim()
  if (!viewBox || !inside) throw new Error(`The drawing ${id} has no viewBox or is empty`)
  return `<symbol id="${id}" viewBox="${viewBox}">${inside}</symbol>`
}
