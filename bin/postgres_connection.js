import pg from 'pg'

export const ROLE = 'countersign'

/**
 * @param {string} directory of the socket
 * @param {string} database
 * @returns {string}
 */
export function socketUrl(directory, database) {
  return `postgres://${ROLE}@localhost/${database}?host=${encodeURIComponent(directory)}`
}

/**
 * Runs one thing on a connection of its own.
 *
 * @template T
 * @param {string} url
 * @param {(client: pg.Client) => Promise<T>} action
 * @returns {Promise<T>}
 */
export async function withConnection(url, action) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return await action(client)
  } finally {
    await client.end().catch(() => {})
  }
}

/**
 * A server that accepts connections may still be replaying its log; only an answered query says that it is there.
 *
 * @param {string} directory of the socket
 * @returns {Promise<boolean>}
 */
export async function answers(directory) {
  try {
    await withConnection(socketUrl(directory, 'postgres'), (client) => client.query('SELECT 1'))
    return true
  } catch {
    return false
  }
}

/**
 * @param {string} directory of the socket
 * @param {string} database
 */
export async function ensureDatabase(directory, database) {
  await withConnection(socketUrl(directory, 'postgres'), async (client) => {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database])
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(database)}`)
  })
}
