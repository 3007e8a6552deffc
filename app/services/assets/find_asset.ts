import type { Asset, AssetSet } from './types.js'

export const ASSETS_PATH = '/assets/'

/**
 * The file behind an address such as `/assets/3f2a…/js/app.js`, or null. The path is a key and never a place on
 * disk, so dots and encoded slashes lead nowhere; so does the version of yesterday.
 */
export function findAsset(set: AssetSet, pathname: string): Asset | null {
  const prefix = `${ASSETS_PATH}${set.version}/`
  return pathname.startsWith(prefix) ? (set.files.get(pathname.slice(prefix.length)) ?? null) : null
}

/** The address of a file of the set. Throws on an unknown path, so a typing error fails the page at once. */
export function assetAddress(set: AssetSet, path: string): string {
  if (!set.files.has(path)) throw new Error(`There is no asset "${path}"`)
  return `${ASSETS_PATH}${set.version}/${path}`
}
