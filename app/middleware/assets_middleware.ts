import { chooseEncoding } from '#services/assets/choose_encoding'
import { compressAsset } from '#services/assets/compress_asset'
import { ASSETS_PATH, assetAddress, findAsset } from '#services/assets/find_asset'
import { AssetShelf } from '#services/assets/asset_shelf'
import type { Asset } from '#services/assets/types'
import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

const YEAR = 'public, max-age=31536000, immutable'

/**
 * Answers `/assets/…` and `/favicon.ico` before anything else runs: no session, no database, no cookies. An address
 * holds the version of all files, so an answer never changes and is kept for a year.
 */
@inject()
export default class AssetsMiddleware {
  constructor(protected shelf: AssetShelf) {}

  async handle(ctx: HttpContext, next: NextFn) {
    const pathname = ctx.request.url()
    if (pathname === '/favicon.ico') {
      ctx.response.header('Cache-Control', 'public, max-age=3600')
      return ctx.response.redirect().toPath(assetAddress(this.shelf.current, 'favicon.svg'))
    }
    if (!pathname.startsWith(ASSETS_PATH)) return next()

    ctx.response.header('X-Content-Type-Options', 'nosniff')
    if (!['GET', 'HEAD'].includes(ctx.request.method()))
      return this.#refuse(ctx, 405, 'Only reading is possible here.')
    const asset = findAsset(this.shelf.current, pathname)
    return asset ? this.#send(ctx, asset) : this.#refuse(ctx, 404, 'There is no such file.')
  }

  async #send({ request, response }: HttpContext, asset: Asset) {
    const encoding = chooseEncoding(asset, request.header('accept-encoding'))
    const etag = `"${asset.digest.slice(0, 24)}${encoding ? `-${encoding}` : ''}"`
    response.header('Cache-Control', YEAR)
    response.header('ETag', etag)
    response.header('Vary', 'Accept-Encoding')
    response.header('Cross-Origin-Resource-Policy', 'same-origin')
    if (request.header('if-none-match')?.includes(etag)) return response.status(304).send('')

    const body = encoding
      ? await compressAsset(asset, encoding, this.shelf.places.cache)
      : asset.body
    if (encoding) response.header('Content-Encoding', encoding)
    response.header('Content-Type', asset.type)
    response.header('Content-Length', body.length)
    return response.send(body)
  }

  #refuse({ response }: HttpContext, status: number, sentence: string) {
    response.header('Cache-Control', 'no-store')
    response.header('Content-Type', 'text/plain; charset=utf-8')
    return response.status(status).send(sentence)
  }
}
