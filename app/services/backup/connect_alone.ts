import pg from 'pg'
import db from '@adonisjs/lucid/services/db'
import type { PostgreConfig } from '@adonisjs/lucid/types/database'

/**
 * A connection to the database of this installation that no pool shares and no statement's time limit cuts; times and
 * numbers are written in one way, whatever the server's own settings are.
 */
export async function connectAlone(name: string): Promise<pg.Client> {
  const { connection } = db.manager.get(db.primaryConnectionName)!.config as PostgreConfig
  const client = new pg.Client({
    connectionString: (connection as { connectionString: string }).connectionString,
    application_name: name,
    options: '-c timezone=UTC -c statement_timeout=0 -c idle_in_transaction_session_timeout=0',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  })
  // The statement that runs fails too; an unheard event would end the process.
  client.on('error', () => {})
  await client.connect()
  await client.query(
    `set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set extra_float_digits = 3;
     set bytea_output = 'hex'; set client_encoding = 'UTF8'; set search_path = public`
  )
  // So that the server notices when this process is killed while it waits. Not every platform can.
  await client.query(`set client_connection_check_interval = '1s'`).catch(() => {})
  return client
}
