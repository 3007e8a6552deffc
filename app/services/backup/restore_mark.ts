import type pg from 'pg'

/** Stands apart from all tables, because those may be made anew; goes with the commit that makes a restore whole. */
const MARK = 'countersign_restore.unfinished'

export interface Mark {
  file: string
  began_at: Date
}

/** The restore that began here and did not come to its end, or null. */
export async function findMark(
  ask: (sql: string) => Promise<{ rows: any[] }>
): Promise<Mark | null> {
  const { rows } = await ask(`select to_regclass('${MARK}') is not null as stands`)
  if (!rows[0].stands) return null
  const marks = await ask(`select file, began_at from ${MARK}`)
  return marks.rows[0] ?? null
}

export async function setMark(client: pg.Client, file: string): Promise<void> {
  await client.query(
    `begin;
     create schema if not exists countersign_restore;
     create table if not exists ${MARK} (file text not null, began_at timestamptz not null default now());
     grant usage on schema countersign_restore to public;
     grant select on ${MARK} to public;
     delete from ${MARK}`
  )
  await client.query(`insert into ${MARK} (file) values ($1)`, [file])
  await client.query('commit')
}

/** In the transaction that loads. */
export async function dropMark(client: pg.Client): Promise<void> {
  await client.query('drop schema countersign_restore cascade')
}
