import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import db from '@adonisjs/lucid/services/db'
import env from '#start/env'

/** Every table of the database, whoever made it, whose rows hold a word: in any column, in any case. */
export async function tablesWith(word: string): Promise<string[]> {
  const { rows: tables } = await db.rawQuery(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
     order by 1`
  )
  const hex = Buffer.from(word).toString('hex')
  const found = tables.map(
    ({ name }: { name: string }) =>
      `select '${name}' as name where exists (
         select 1 from ${name} as t where t::text ilike :word or t::text ilike :hex)`
  )
  const { rows } = await db.rawQuery(found.join(' union all '), {
    word: `%${word}%`,
    hex: `%${hex}%`,
  })
  return rows.map(({ name }: { name: string }) => name.replace(/^public\./, ''))
}

/** Every file below the data directory that holds a word, as it stands there or hidden in base64; by its path. */
export async function filesWith(word: string): Promise<string[]> {
  const root = env.get('DATA_DIR')
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  const found: string[] = []
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name)
    if (/\/(database|cache)\//.test(path)) continue
    const content = await readFile(path).catch(() => Buffer.alloc(0))
    if (hidesIn(content, word)) found.push(path.slice(root.length + 1))
  }
  return found.sort()
}

function hidesIn(content: Buffer, word: string): boolean {
  const text = content.toString('latin1')
  const joined = text.replace(/=\r?\n/g, '')
  if (joined.toLowerCase().includes(word.toLowerCase())) return true
  const parts = text.match(/(?:[A-Za-z0-9+/]{60,}\r?\n)+[A-Za-z0-9+/=]*/g) ?? []
  return parts.some((part) =>
    Buffer.from(part, 'base64').toString('latin1').toLowerCase().includes(word.toLowerCase())
  )
}
