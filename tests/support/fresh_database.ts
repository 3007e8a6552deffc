import { randomBytes } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import pg from 'pg'
import db from '@adonisjs/lucid/services/db'
import type { PostgreConfig } from '@adonisjs/lucid/types/database'

/** A database of its own with the reference data, where everything is committed for real. */
export interface FreshDatabase {
  url: string
  /** Asks it directly, on a connection that no pool shares. */
  rows: <Row extends pg.QueryResultRow = any>(sql: string, values?: unknown[]) => Promise<Row[]>
  drop: () => Promise<void>
  /** Makes it anew under the same address: every connection to it is cut. */
  renew: () => Promise<void>
}

/**
 * Clones the migrated template of this test run (bin/run_tests.js). What happens in it is seen by every process and
 * connection, unlike inside the global test transaction.
 */
export async function makeFreshDatabase(): Promise<FreshDatabase> {
  const { COUNTERSIGN_TEMPLATE_URL, COUNTERSIGN_TEMPLATE } = process.env
  if (!COUNTERSIGN_TEMPLATE_URL) throw new Error('There is no template: run it with "npm test".')
  const name = `fresh_${process.pid}_${randomBytes(4).toString('hex')}`
  const admin = await connect(COUNTERSIGN_TEMPLATE_URL)
  const create = () =>
    admin.query(`create database "${name}" template "${COUNTERSIGN_TEMPLATE}" strategy file_copy`)
  const url = COUNTERSIGN_TEMPLATE_URL.replace(/\/[^/?]+(\?|$)/, `/${name}$1`)
  await create()
  let client = await connect(url)
  const remove = async () => {
    await client.end()
    await admin.query(`drop database "${name}" with (force)`)
  }
  return {
    url,
    rows: async (sql, values) => {
      const { rows } = await client.query(sql, values)
      return rows
    },
    drop: async () => {
      await remove()
      await admin.end()
    },
    renew: async () => {
      await remove()
      await create()
      client = await connect(url)
    },
  }
}

/**
 * Points the models and services of this process at another database, so that the helpers make people and tickets there.
 * @returns what points them back
 */
export async function useDatabase(url: string): Promise<() => Promise<void>> {
  const name = db.primaryConnectionName
  const before = db.manager.get(name)!.config as PostgreConfig
  const connection = { ...(before.connection as object), connectionString: url }
  await switchTo({ ...before, connection })
  return () => switchTo(before)
}

async function switchTo(config: PostgreConfig) {
  const name = db.primaryConnectionName
  await db.manager.close(name)
  db.manager.patch(name, config)
  await nextTurn()
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  return client
}
