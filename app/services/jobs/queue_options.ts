import env from '#start/env'

/** How every connection of the job queue to the database is made. */
export function connectionOptions(max: number) {
  return {
    connectionString: env.get('DATABASE_URL'),
    application_name: 'countersign jobs',
    options: '-c timezone=UTC -c statement_timeout=10000',
    max,
  }
}

/**
 * A run that was cut off is not repeated: what it had to do still lies in its own table and the schedule comes again.
 * Jobs are only signals, so they may go soon.
 */
export const queueOptions = {
  retryLimit: 0,
  expireInSeconds: 300,
  retentionSeconds: 3600,
  deleteAfterSeconds: 600,
}
