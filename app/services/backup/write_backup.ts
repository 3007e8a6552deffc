import { access } from 'node:fs/promises'
import type pg from 'pg'
import env from '#start/env'
import { BackupTrouble, asTrouble } from '#services/backup/backup_trouble'
import { BackupWriter, type Sink } from '#services/backup/backup_writer'
import { connectAlone } from '#services/backup/connect_alone'
import { copyFiles } from '#services/backup/copy_files'
import { copyRows } from '#services/backup/copy_rows'
import { HEAD, type Head, type Manifest } from '#services/backup/format'
import { writeWhole } from '#services/backup/file_sink'
import { sealDigest } from '#services/backup/key_of_backup'
import { readHead } from '#services/backup/read_head'

export interface Written {
  head: Head
  sums: Omit<Manifest, 'format' | 'entries' | 'indexes'>
  bytes: number
}

interface Options {
  signal?: AbortSignal
  /** What the bytes go through on their way to the file; for tests. */
  through?: (sink: Sink) => Sink
}

/**
 * Writes a backup of the whole installation, as it is at this moment, while people work. The caller sees to it that no
 * other one is being written.
 * @throws BackupTrouble; then there is no file
 */
export async function writeBackup(path: string, options: Options = {}): Promise<Written> {
  const isTaken = await access(path).then(
    () => true,
    () => false
  )
  if (isTaken) throw new BackupTrouble('exists', { path })
  let client: pg.Client | undefined
  let written: Written
  try {
    client = await connectAlone('countersign backup')
    const snapshot = client
    await snapshot.query('begin transaction isolation level repeatable read read only')
    await writeWhole(path, async (sink) => {
      written = await copyAll(snapshot, heeding(options.through?.(sink) ?? sink, options.signal))
    })
    return written!
  } catch (error) {
    throw asTrouble(error, path)
  } finally {
    await client?.end().catch(() => {})
  }
}

async function copyAll(client: pg.Client, sink: Sink): Promise<Written> {
  const writer = new BackupWriter(sink)
  const head = await readHead(client)
  await writer.add(HEAD, Buffer.from(JSON.stringify(head, null, 1)))
  const tables: Record<string, number> = {}
  for (const table of head.tables) tables[table.name] = await copyRows(client, writer, table)
  const sums = { tables, ...(await copyFiles(client, writer)) }
  const key = env.get('APP_KEY').release()
  await writer.finish(sums, (digest) => sealDigest(head, key, digest))
  return { head, sums, bytes: writer.bytes }
}

function heeding(sink: Sink, signal?: AbortSignal): Sink {
  return {
    write: async (bytes) => {
      if (signal?.aborted) throw new BackupTrouble('stopped')
      await sink.write(bytes)
    },
  }
}
