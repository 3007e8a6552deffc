import type { ApplicationService } from '@adonisjs/core/types'
import { noteQuery } from '#services/observing/query_counter'
import '#services/words/context'

/** Counts the queries of each request, as soon as a connection to the database is made. */
export default class ObservingProvider {
  constructor(protected app: ApplicationService) {}

  async boot() {
    const emitter = await this.app.container.make('emitter')
    emitter.on('db:connection:connect', (connection) => {
      connection.client?.on('query', noteQuery)
    })
  }
}
