import type { ApplicationService } from '@adonisjs/core/types'

/** Lets a web server prepare every page once it serves: the first visitor after a start shall not wait for it. */
export default class WarmProvider {
  constructor(protected app: ApplicationService) {}

  async ready() {
    if (this.app.getEnvironment() !== 'web' || !this.app.inProduction) return
    // Set where many desks are started for a moment each: most of their pages nobody ever asks for.
    if (process.env.COUNTERSIGN_COLD === '1') return
    const { warmUp } = await import('#services/assets/warm_up')
    const { default: edge } = await import('edge.js')
    const { default: logger } = await import('@adonisjs/core/services/logger')
    warmUp(edge).catch((error) => logger.warn(error, 'warming up'))
  }
}
