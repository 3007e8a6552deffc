import { readFile } from 'node:fs/promises'
import app from '@adonisjs/core/services/app'
import type pg from 'pg'
import env from '#start/env'
import clock from '#services/clock'
import { FORMAT, type Head } from '#services/backup/format'
import { checkOfKey } from '#services/backup/key_of_backup'
import { readSequences, readTables } from '#services/backup/read_layout'

/** What a backup says of itself, as of the snapshot that the client has open. */
export async function readHead(client: pg.Client): Promise<Head> {
  const tables = await readTables(client)
  const { rows: migrations } = await client.query('select name from adonis_schema order by id')
  const { rows: seals } = await client.query(
    `select position::text, encode(hash, 'hex') as hash from audit_seals order by audit_seals.position desc limit 1`
  )
  const { rows: server } = await client.query('show server_version')
  return {
    format: FORMAT,
    product: 'countersign',
    version: JSON.parse(await readFile(app.makePath('package.json'), 'utf8')).version,
    takenAt: clock.now().toUTC().toISO()!,
    organisation: env.get('ORGANISATION') ?? null,
    postgres: server[0].server_version,
    migrations: migrations.map(({ name }) => name),
    tables,
    sequences: await readSequences(client),
    audit: seals[0] ? { position: Number(seals[0].position), hash: seals[0].hash } : null,
    key: checkOfKey(env.get('APP_KEY').release()),
  }
}
