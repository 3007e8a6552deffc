import { setTimeout as sleep } from 'node:timers/promises'
import drive from '@adonisjs/drive/services/main'
import type pg from 'pg'
import { BackupTrouble } from '#services/backup/backup_trouble'
import { findMark } from '#services/backup/restore_mark'
import { BLOBS } from '#services/files/stage_file'

const PATIENCE = 20

/**
 * Lets a restore go on only where nothing can be lost: nobody has an account, there are no tickets and no files, no
 * Countersign runs on the database, and nothing else lives in it. What a broken restore left behind may go.
 * @throws BackupTrouble
 */
export async function refuseUnlessEmpty(client: pg.Client): Promise<void> {
  const { rows: locks } = await client.query(
    `select pg_try_advisory_lock(hashtext('countersign.restore')) as mine`
  )
  if (!locks[0].mine) throw new BackupTrouble('restoring')
  await refuseWhileRunning(client)
  const { rows } = await client.query(`
    select to_regclass('public.adonis_schema') is not null as is_ours,
      to_regclass('public.users') is not null and to_regclass('public.tickets') is not null as has_desk,
      exists (select 1 from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')) as has_tables`)
  const { is_ours: isOurs, has_desk: hasDesk, has_tables: hasTables } = rows[0]
  if (hasTables && !isOurs) throw new BackupTrouble('foreign_tables')
  if (hasDesk) await refuseWork(client)
  const isRepeated = await findMark((sql) => client.query(sql))
  if (!isRepeated && (await hasFiles())) throw new BackupTrouble('has_files')
}

/** A server that ends has its connections for a moment longer. */
async function refuseWhileRunning(client: pg.Client) {
  for (let left = PATIENCE; ; left -= 1) {
    const { rows } = await client.query(
      `select 1 from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid()
         and application_name like 'countersign%' limit 1`
    )
    if (rows.length === 0) return
    if (left === 0) throw new BackupTrouble('running')
    await sleep(100)
  }
}

async function refuseWork(client: pg.Client) {
  const { rows } = await client.query(
    `select (select count(*)::int from users) as people, (select count(*)::int from tickets) as tickets`
  )
  if (rows[0].people > 0 || rows[0].tickets > 0) throw new BackupTrouble('not_empty', rows[0])
}

async function hasFiles(): Promise<boolean> {
  const page = await drive
    .use()
    .listAll(BLOBS, { recursive: true })
    .catch(() => null)
  for (const object of page?.objects ?? []) if (object.isFile) return true
  return false
}
