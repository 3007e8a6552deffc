import { BaseSchema } from '@adonisjs/lucid/schema'
import { prepareJobs } from '#services/jobs/prepare_jobs'

/** The job queue lives in a schema of its own, which pg-boss makes. An upgrade of pg-boss comes with another such file. */
export default class extends BaseSchema {
  static disableTransactions = true

  async up() {
    this.defer(() => prepareJobs())
  }
}
