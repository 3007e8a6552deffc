import type { ApplicationService } from '@adonisjs/core/types'

/** Keeps the live streams of a web server: nothing else may listen, or commands and migrations would never end. */
export default class LiveProvider {
  constructor(protected app: ApplicationService) {}

  async ready() {
    if (this.app.getEnvironment() !== 'web') return
    const { hub } = await import('#services/live/hub')
    const { default: env } = await import('#start/env')
    hub.start(env.get('DATABASE_URL'))
    this.app.terminating(() => hub.stop())
  }
}
