import { AssetShelf } from '#services/assets/asset_shelf'
import { assetAddress } from '#services/assets/find_asset'
import { keepTemplates } from '#services/assets/keep_templates'
import { writeAttributes } from '#services/assets/write_attributes'
import type { ApplicationService } from '@adonisjs/core/types'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Gives templates `asset('app.css')`, `asset.ahead('js/app.js')` and `attrs($props, …)`, and keeps the shelf of files
 * for the middleware. Nothing is read before the first page or file is asked for, except by a web server.
 */
export default class AssetsProvider {
  constructor(protected app: ApplicationService) {}

  register() {
    this.app.container.singleton(AssetShelf, async () => {
      const { default: env } = await import('#start/env')
      const root = fileURLToPath(this.app.appRoot)
      const cache = resolve(root, env.get('DATA_DIR'), 'cache/assets')
      return new AssetShelf({ root, cache }, this.app.inDev)
    })
  }

  async boot() {
    const { default: edge } = await import('edge.js')
    const shelf = await this.app.container.make(AssetShelf)
    const asset = Object.assign((path: string) => assetAddress(shelf.current, path), {
      ahead: (path: string) => (shelf.current.imports.get(path) ?? []).map((name) => asset(name)),
    })
    edge.global('asset', asset)
    if (!this.app.inDev) keepTemplates(edge)
    edge.global('attrs', (...given: Parameters<typeof writeAttributes>) =>
      edge.globals.html.safe(writeAttributes(...given))
    )
  }

  async ready() {
    if (this.app.getEnvironment() !== 'web') return
    const shelf = await this.app.container.make(AssetShelf)
    shelf.warm()
  }
}
