import { setTimeout as sleep } from 'node:timers/promises'
import drive from '@adonisjs/drive/services/main'
import type pg from 'pg'
import { BackupTrouble } from '#services/backup/backup_trouble'
import { findMark } from '#services/backup/restore_mark'
import { BLOBS } from '#services/files/stage_file'

/** What a process that was killed leaves on the server is gone within this many seconds. */
const PATIENCE = 5

/**
 * Lets a restore go on only where nothing can be lost: nobody has an account, there are no tickets and no files, no
 * Countersign runs on the database, and nothing else lives in it. What a broken restore left behind may go.
 * @throws BackupTrouble
 */
export async function refuseUnlessEmpty(client: pg.Client): Promise<void> {
  await soon(
    client,
    'restoring',
    `select pg_try_advisory_lock(hashtext('countersign.restore')) as is_so`
  )
  const { rows } = await client.query(`
    select to_regclass('public.adonis_schema') is not null as is_ours,
      to_regclass('public.users') is not null and to_regclass('public.tickets') is not null as has_desk,
      exists (select 1 from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')) as has_tables`)
  const { is_ours: isOurs, has_desk: hasDesk, has_tables: hasTables } = rows[0]
  if (hasTables && !isOurs) throw new BackupTrouble('foreign_tables')
  if (hasDesk) await refuseWork(client)
  const isRepeated = await findMark((sql) => client.query(sql))
  if (!isRepeated && (await hasFiles())) throw new BackupTrouble('has_files')
  await soon(
    client,
    'running',
    `select count(*) = 0 as is_so from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid()
       and application_name like 'countersign%'`
  )
}

/** @throws BackupTrouble when it is not so after a while */
async function soon(client: pg.Client, trouble: string, sql: string) {
  for (let left = PATIENCE * 10; ; left -= 1) {
    const { rows } = await client.query(sql)
    if (rows[0].is_so) return
    if (left === 0) throw new BackupTrouble(trouble)
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
  let paginationToken: string | undefined
  do {
    const page = await drive.use().listAll(BLOBS, { recursive: true, paginationToken })
    for (const object of page.objects) if (object.isFile) return true
    paginationToken = page.paginationToken
  } while (paginationToken)
  return false
}
