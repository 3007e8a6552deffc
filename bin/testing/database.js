import { openSync } from 'node:fs'
import { join } from 'node:path'
import { startPostgres } from '../embedded_postgres.js'
import { withConnection } from '../postgres_connection.js'
import { ace } from '../prepare.js'
import { exitCodeOf } from '../runtime.js'
import { transpiledApplication } from './transpile.js'

export const TEMPLATE = 'countersign_template'

/**
 * A cluster for this run and in it a migrated database with the reference data, from which every suite gets its own.
 *
 * @param {string} scratch
 * @returns {Promise<import('../embedded_postgres.js').EmbeddedPostgres>}
 */
export function startCluster(scratch) {
  return startPostgres({ dataDirectory: scratch, durable: false, database: TEMPLATE })
}

/**
 * @param {string} scratch
 * @param {NodeJS.ProcessEnv} env with DATABASE_URL naming the template, and COUNTERSIGN_TRANSPILED
 * @returns {Promise<{ ok: boolean, log: string }>}
 */
export async function fillTemplate(scratch, env) {
  const log = join(scratch, 'logs', 'template.log')
  const output = openSync(log, 'a')
  const desk = transpiledApplication(String(env.COUNTERSIGN_TRANSPILED))
  const child = ace(desk, ['desk:prepare'], { env, stdio: ['ignore', output, output] })
  return { ok: (await exitCodeOf(child)) === 0, log }
}

/**
 * @param {import('../embedded_postgres.js').EmbeddedPostgres} cluster
 * @param {string} name
 * @returns {Promise<string>} the url of a fresh copy of the template
 */
export async function cloneTemplate(cluster, name) {
  await withConnection(cluster.urlOf('postgres'), (client) =>
    client.query(`CREATE DATABASE "${name}" TEMPLATE "${TEMPLATE}" STRATEGY FILE_COPY`)
  )
  return cluster.urlOf(name)
}
