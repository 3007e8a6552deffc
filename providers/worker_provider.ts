import type { ApplicationService } from '@adonisjs/core/types'

/** Does the background work inside the web process when the supervisor asks for it (WORKER=inline). */
export default class WorkerProvider {
  constructor(protected app: ApplicationService) {}

  async ready() {
    if (this.app.getEnvironment() !== 'web' || process.env.COUNTERSIGN_INLINE_WORKER !== '1') return
    const { startWorker } = await import('#services/jobs/start_worker')
    const worker = await startWorker()
    this.app.terminating(() => worker.stop())
  }
}
