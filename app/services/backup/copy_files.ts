import type pg from 'pg'
import { NotFound } from '#exceptions/refusals'
import type { BackupWriter } from '#services/backup/backup_writer'
import { isKey, type Manifest, type Missing } from '#services/backup/format'
import { BLOB_COLUMNS, blobKeys, type BlobRow } from '#services/files/blob_keys'
import { knownKeys } from '#services/files/known_keys'
import { openBlob } from '#services/files/open_blob'
import { readWhole } from '#services/files/read_whole'

const AT_ONCE = 500
const MOST_NAMED = 1_000

type Row = BlobRow & { sha256: string }

type Copied = Pick<Manifest, 'files' | 'missing' | 'missingCount'>

/** Copies the files that the rows of the snapshot speak of; one that is not there, or not as it was stored, is noted. */
export async function copyFiles(client: pg.Client, writer: BackupWriter): Promise<Copied> {
  const copied: Copied = { files: { count: 0, bytes: 0 }, missing: [], missingCount: 0 }
  const note = (key: string, why: Missing['why']) => {
    copied.missingCount += 1
    if (copied.missing.length < MOST_NAMED) copied.missing.push({ key, why })
  }
  for await (const row of filesOf(client)) {
    for (const key of blobKeys(row)) {
      const found = await copyFile(writer, key, copied)
      if (!found) note(key, 'lost')
      else if (key === row.drive_key && found !== row.sha256) note(key, 'damaged')
    }
  }
  await forgiveRemoved(copied.missing)
  return copied
}

async function* filesOf(client: pg.Client): AsyncGenerator<Row> {
  await client.query(
    `declare files no scroll cursor for select ${BLOB_COLUMNS.join(', ')}, sha256 from attachments order by id`
  )
  for (;;) {
    const { rows } = await client.query<Row>(`fetch ${AT_ONCE} from files`)
    if (rows.length === 0) return
    yield* rows
  }
}

/** @returns its SHA-256; null when it is not there */
async function copyFile(writer: BackupWriter, key: string, copied: Copied): Promise<string | null> {
  const blob = isKey(key) ? await openBlob(key).catch(noneIfGone) : null
  if (!blob) return null
  const hash = await writer.addStream(`files/${key}`, blob.bytes, readWhole(blob))
  copied.files.count += 1
  copied.files.bytes += blob.bytes
  return hash
}

function noneIfGone(error: unknown): null {
  if (error instanceof NotFound) return null
  throw error
}

/** What is missing because somebody removed it while the backup was made is nothing to worry about. */
async function forgiveRemoved(missing: Missing[]): Promise<void> {
  if (missing.length === 0) return
  const known = await knownKeys(missing.map(({ key }) => key))
  for (const one of missing) if (!known.has(one.key)) one.why = 'removed'
}
