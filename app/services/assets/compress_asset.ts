import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { writeResult } from './keep_result.js'
import type { Asset, Encoding } from './types.js'

const running = new Map<string, Promise<Buffer>>()
const deflate = {
  br: (body: Buffer, quality: number) =>
    promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }),
  gzip: (body: Buffer, quality: number) => promisify(gzip)(body, { level: Math.min(9, quality) }),
}

/**
 * The body in an encoding at its best quality (of a late one at what is made quickly), made once per content: kept in
 * memory for this process and in the cache directory for the next one. Several askers at once share one piece of work.
 */
export function compressAsset(asset: Asset, encoding: Encoding, cache: string): Promise<Buffer> {
  const name = `${asset.digest}.${encoding}`
  const work = running.get(name) ?? compress(asset, encoding, cache, name)
  running.set(name, work)
  return work
}

async function compress(
  asset: Asset,
  encoding: Encoding,
  cache: string,
  name: string
): Promise<Buffer> {
  try {
    return await readFile(join(cache, name))
  } catch {
    // Somebody waits for what is not made before it is asked for.
    const result = await deflate[encoding](asset.body, asset.isLate ? 9 : 11)
    writeResult(cache, name, result)
    return result
  }
}
