import type { Asset, Encoding } from './types.js'

/** Smaller bodies and pictures that are compressed already travel as they are. */
const WORTHWHILE = 512

/** The best encoding a browser says it takes for a file, or null for none. `q=0` means refused. */
export function chooseEncoding(asset: Asset, acceptEncoding: string | undefined): Encoding | null {
  if (asset.type === 'image/png' || asset.body.length < WORTHWHILE) return null
  const accepted = new Set(
    (acceptEncoding ?? '')
      .split(',')
      .filter((part) => !/;\s*q=0(\.0*)?\s*$/.test(part))
      .map((part) => part.split(';')[0].trim().toLowerCase())
  )
  return accepted.has('br') ? 'br' : accepted.has('gzip') ? 'gzip' : null
}
