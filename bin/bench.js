import { join } from 'node:path'
import { readConfiguration } from './environment.js'

export const BENCH_DATABASE = 'countersign_bench'

/** @returns {string} below the data directory of this installation, apart from its data */
export function benchDirectory() {
  return join(readConfiguration().DATA_DIR, 'bench')
}

/**
 * @param {string} directory
 * @returns {Record<string, string>} what differs from the user's configuration: no data, database or mail of theirs
 */
export function benchOverrides(directory) {
  return { DATA_DIR: directory, DATABASE_URL: '', SMTP_URL: '' }
}
