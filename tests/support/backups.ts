import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zstdCompressSync } from 'node:zlib'
import { BackupWriter, sha256 } from '#services/backup/backup_writer'
import { FORMAT, HEAD, type Head, type Manifest } from '#services/backup/format'
import { checkOfKey, sealDigest } from '#services/backup/key_of_backup'

export const KEY = 'a key of thirty-two characters, or more'

export const HEAD_OF_TEST: Head = {
  format: FORMAT,
  product: 'countersign',
  version: '0.1.0',
  takenAt: '2026-11-21T09:00:00.000Z',
  organisation: null,
  postgres: '18.4',
  migrations: ['database/migrations/0001_accounts'],
  tables: [
    { name: 'tickets', columns: ['id', 'title'] },
    { name: 'users', columns: ['id'] },
  ],
  sequences: [{ table: 'tickets', column: 'id', last: '3' }],
  audit: null,
  key: checkOfKey(KEY),
}

export const FILE = `attachments/ab/ab${'0'.repeat(62)}`

interface Entry {
  name: string
  content: Buffer
  rows?: number
  raw?: number
}

export function rowsEntry(table: string, part: number, text: string): Entry {
  const raw = Buffer.from(text)
  const rows = text.split('\n').length - 1
  const name = `tables/${table}/${String(part).padStart(6, '0')}`
  return { name, content: zstdCompressSync(raw), rows, raw: raw.length }
}

export const headEntry = (head: object = HEAD_OF_TEST): Entry => ({
  name: HEAD,
  content: Buffer.from(JSON.stringify(head)),
})

/** What a small backup holds. */
export const smallEntries = (): Entry[] => [
  headEntry(),
  rowsEntry('tickets', 1, '1\ta banner\n2\ta video\n'),
  rowsEntry('tickets', 2, '3\ta shoot\n'),
  rowsEntry('users', 1, '1\n2\n'),
  { name: `files/${FILE}`, content: Buffer.from('the file itself') },
]

/** The bytes of a backup with these entries, sealed as a real one is: also of entries that no real one would have. */
export async function bytesOf(
  entries: Entry[] = smallEntries(),
  sums: Partial<Manifest> = {}
): Promise<Buffer> {
  const parts: Buffer[] = []
  const writer = new BackupWriter({
    write: async (bytes) => {
      parts.push(Buffer.from(bytes))
    },
  })
  const tables: Record<string, number> = { tickets: 0, users: 0 }
  const files = { count: 0, bytes: 0 }
  for (const { name, content, rows, raw } of entries) {
    await writer.add(name, content, rows === undefined ? {} : { rows, raw })
    if (rows !== undefined) tables[name.split('/')[1]] += rows
    if (name.startsWith('files/')) {
      files.count += 1
      files.bytes += content.length
    }
  }
  await writer.finish({ tables, files, missing: [], missingCount: 0, ...sums }, (digest) =>
    sealDigest(HEAD_OF_TEST, KEY, digest)
  )
  return Buffer.concat(parts)
}

/** A directory of its own that goes with the test. */
export async function makeFolder() {
  const path = await mkdtemp(join(tmpdir(), 'countersign-backup-'))
  return {
    path,
    put: async (bytes: Buffer, name = 'x.backup') => {
      await writeFile(join(path, name), bytes)
      return join(path, name)
    },
    remove: () => rm(path, { recursive: true, force: true }),
  }
}

/** SHA-256 of every file below a directory, by its path in it. */
export async function hashesBelow(directory: string): Promise<Record<string, string>> {
  const found = await readdir(directory, { recursive: true, withFileTypes: true })
  const files = found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  const hashes = await Promise.all(
    files.map(async (path) => [path.slice(directory.length + 1), sha256(await readFile(path))])
  )
  return Object.fromEntries(hashes.sort())
}

type Ask = (sql: string, values?: unknown[]) => Promise<any[]>

/** How many rows each table has, and one hash of all of them, in any order; what the place alone has is left out. */
export async function fingerprint(ask: Ask, leftOut: ReadonlySet<string>) {
  const tables = await ask(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`
  )
  const prints: Record<string, string> = {}
  for (const { name } of tables) {
    if (leftOut.has(name)) continue
    const only = name === 'audit_events' ? `where action <> 'backup_restored'` : ''
    const rows = await ask(
      `select (to_jsonb(t) - 'transaction')::text as row from "${name}" t ${only} order by 1`
    )
    const hash = createHash('sha256')
    for (const { row } of rows) hash.update(`${row}\n`)
    prints[name] = `${rows.length} ${hash.digest('hex').slice(0, 16)}`
  }
  return prints
}
