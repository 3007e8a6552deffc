import { readdir, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { DriveFile } from '@adonisjs/drive'
import drive from '@adonisjs/drive/services/main'
import logger from '@adonisjs/core/services/logger'
import db from '@adonisjs/lucid/services/db'
import clock from '#services/clock'
import { BLOB_COLUMNS } from '#services/files/blob_keys'
import { deleteBlobs } from '#services/files/discard_staged'
import { blobDisk } from '#services/files/disks/blob_disk'
import { isAway } from '#services/files/disks/storage_away'
import { knownKeys } from '#services/files/known_keys'
import { STAGED_HOURS } from '#services/files/limits'
import { claimPlace } from '#services/files/own_place'
import { uploadFolder } from '#services/files/receive_files'
import { BLOBS } from '#services/files/stage_file'

const DRAFT_DAYS = 30

export interface Swept {
  staged: number
  blobs: number
  temporary: number
}

/**
 * Removes what nobody will ask for again, for the worker to call once an hour: uploads that no ticket took within a day
 * (a draft keeps its own for 30 days), blobs older than that without a row, and temporary files of broken requests.
 * Safe to run at any moment and twice at once.
 */
export async function sweepStrayFiles(): Promise<Swept> {
  const before = clock.now().minus({ hours: STAGED_HOURS }).toJSDate()
  return {
    staged: await sweepStaged(before),
    temporary: await sweepTemporary(before),
    blobs: await sweepBlobs(before).catch(laterIfAway),
  }
}

async function sweepStaged(before: Date): Promise<number> {
  const oldest = clock.now().minus({ days: DRAFT_DAYS }).toJSDate()
  await db.from('ticket_drafts').where('updated_at', '<', oldest).delete()
  const rows = await db
    .from('attachments')
    .whereNull('ticket_id')
    .where('created_at', '<', before)
    .whereNotExists((draft) =>
      draft
        .from('ticket_drafts as d')
        .whereColumn('d.user_id', 'attachments.uploader_id')
        .whereRaw(`d.form -> 'fileIds' @> to_jsonb(attachments.id)`)
    )
    .delete([...BLOB_COLUMNS])
  await deleteBlobs(rows)
  return rows.length
}

async function sweepBlobs(before: Date): Promise<number> {
  if (!(await claimPlace())) {
    logger.error('the files belong to another desk: nothing is swept')
    return 0
  }
  let swept = 0
  let paginationToken: string | undefined
  do {
    const page = await drive.use().listAll(BLOBS, { recursive: true, paginationToken })
    const files = [...page.objects].filter((object) => object.isFile)
    for (let at = 0; at < files.length; at += 500) {
      swept += await sweepFiles(files.slice(at, at + 500), before)
    }
    paginationToken = page.paginationToken
  } while (paginationToken)
  await blobDisk().forgetBroken(before)
  return swept
}

/** A disk that does not answer now is swept in an hour. */
function laterIfAway(error: unknown): number {
  if (!isAway(error)) throw error
  return 0
}

async function sweepFiles(files: DriveFile[], before: Date): Promise<number> {
  const known = await knownKeys(files.map(({ key }) => key))
  let swept = 0
  for (const file of files.filter(({ key }) => !known.has(key))) {
    const found = await file.getMetaData().catch(() => null)
    if (!found || found.lastModified >= before) continue
    await drive.use().delete(file.key)
    swept += 1
  }
  return swept
}

async function sweepTemporary(before: Date): Promise<number> {
  const names = await readdir(uploadFolder()).catch(() => [])
  let swept = 0
  for (const name of names) {
    const path = join(uploadFolder(), name)
    const found = await stat(path).catch(() => null)
    if (!found || found.mtime >= before) continue
    await unlink(path).catch(() => {})
    swept += 1
  }
  return swept
}
