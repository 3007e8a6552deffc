import { promisify } from 'node:util'
import { zstdCompress } from 'node:zlib'
import pg from 'pg'
import { to } from 'pg-copy-streams'
import type { BackupWriter } from '#services/backup/backup_writer'
import { numbered, PART, type Head } from '#services/backup/format'

const compress = promisify(zstdCompress)

/** Copies one table into a backup, in parts. @returns how many rows it has */
export async function copyRows(
  client: pg.Client,
  writer: BackupWriter,
  { name, columns }: Head['tables'][number]
): Promise<number> {
  const list = columns.map((column) => pg.escapeIdentifier(column)).join(', ')
  const table = `public.${pg.escapeIdentifier(name)}`
  const stream = client.query(to(`copy (select ${list} from ${table}) to stdout`))
  let [rows, part] = [0, 0]
  for await (const raw of inParts(stream)) {
    const count = countRows(raw)
    rows += count
    part += 1
    const entry = `tables/${name}/${numbered(part)}`
    await writer.add(entry, await compress(raw), { rows: count, raw: raw.length })
  }
  return rows
}

/** Rows that end in these bytes: COPY writes a line break inside a value as two other signs. */
export function countRows(bytes: Buffer): number {
  let count = 0
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) count += 1
  return count
}

async function* inParts(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = []
  let bytes = 0
  for await (const chunk of stream) {
    waiting.push(chunk)
    bytes += chunk.length
    while (bytes >= PART) {
      const all = Buffer.concat(waiting)
      yield all.subarray(0, PART)
      waiting = [all.subarray(PART)]
      bytes -= PART
    }
  }
  if (bytes > 0) yield Buffer.concat(waiting)
}
