import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import db from '@adonisjs/lucid/services/db'
import { Invalid, Refusal } from '#exceptions/refusals'
import type User from '#models/user'
import clock from '#services/clock'
import { cleanName } from '#services/files/clean_name'
import { uploadLimits, type UploadLimits } from '#services/files/limits'
import {
  makeResumableFolder,
  partsPath,
  RESUMABLE_HOURS,
} from '#services/files/resumable/uploads_folder'

/** Whole files of the largest size that the unfinished uploads of one person may take together. */
const MOST_UNFINISHED = 10

/** Keeps two beginnings of one person from counting past each other. */
const LOCK = 7_520

/**
 * Begins an upload that comes in parts; its size is fixed from here on.
 * @throws Refusal 413 beyond the limit of a file; Invalid 422 for an empty one and for one too many that waits
 */
export async function beginUpload(
  { name: given, bytes, stamp = '' }: { name: string; bytes: number; stamp?: string },
  by: User
): Promise<{ id: string; expiresAt: Date }> {
  const limits = await uploadLimits()
  const name = cleanName(given)
  if (bytes === 0) throw new Invalid('files', 'files.empty', { name })
  if (bytes > limits.bytes) {
    const most = Math.max(1, Math.floor(limits.bytes / 1024 / 1024))
    throw new Refusal('files.too_big', { name, most }, 413)
  }
  await makeResumableFolder()
  const id = randomUUID()
  const expiresAt = clock.now().plus({ hours: RESUMABLE_HOURS }).toJSDate()
  return db.transaction(async (trx) => {
    await trx.rawQuery('select pg_advisory_xact_lock(?, ?)', [LOCK, by.id])
    await refuseHoard(trx, by, bytes, limits)
    const row = { id, user_id: by.id, name, bytes, stamp, created_at: clock.now().toJSDate() }
    await trx.table('resumable_uploads').insert({ ...row, expires_at: expiresAt })
    await writeFile(partsPath(id), '', { flag: 'wx', mode: 0o600 })
    return { id, expiresAt }
  })
}

/** Half uploads fill no disk: as many as a ticket holds, and ten large ones in bytes; staged files count as in stageFile. */
async function refuseHoard(
  trx: TransactionClientContract,
  by: User,
  bytes: number,
  limits: UploadLimits
) {
  const { rows } = await trx.rawQuery(
    `select count(*)::int as count, coalesce(sum(bytes), 0)::float8 as bytes,
       (select count(*)::int from attachments where uploader_id = :id and ticket_id is null) as staged
     from resumable_uploads where user_id = :id and attachment_id is null and expires_at > :now`,
    { id: by.id, now: clock.now().toJSDate() }
  )
  const [unfinished] = rows
  if (
    unfinished.count >= limits.files ||
    unfinished.bytes + bytes > limits.bytes * MOST_UNFINISHED
  ) {
    throw new Invalid('files', 'files.too_many_unfinished')
  }
  if (unfinished.staged >= limits.files * 5) throw new Invalid('files', 'files.too_many_waiting')
}
