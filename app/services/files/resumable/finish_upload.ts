import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { unlink } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import db from '@adonisjs/lucid/services/db'
import { Conflict, Invalid } from '#exceptions/refusals'
import Attachment from '#models/attachment'
import type User from '#models/user'
import { uploadLimits } from '#services/files/limits'
import { findUpload } from '#services/files/resumable/find_upload'
import { holdUpload } from '#services/files/resumable/hold_upload'
import { partsPath } from '#services/files/resumable/uploads_folder'
import { stageFile } from '#services/files/stage_file'

/**
 * Makes a staged file of an upload whose parts have all arrived, judged like every other. Asked again it answers with the
 * same file. What is refused is thrown away.
 * @throws Conflict 409 when a part is missing; Invalid 422 with the sentence of the judgement; else as findUpload
 */
export async function finishUpload(id: unknown, by: User): Promise<Attachment> {
  const before = await findUpload(id, by)
  if (before.upload.attachmentId) return Attachment.findOrFail(before.upload.attachmentId)
  const hold = await holdUpload(before.upload.id)
  try {
    const { upload, offset } = await findUpload(id, by)
    if (upload.attachmentId) return await Attachment.findOrFail(upload.attachmentId)
    if (offset !== upload.bytes) throw new Conflict('files.upload_elsewhere')
    const path = partsPath(upload.id)
    const limits = await uploadLimits()
    const file = await stageFile(
      {
        name: upload.name,
        path,
        bytes: offset,
        sha256: await hashOf(path, hold.signal),
        isTooBig: offset > limits.bytes,
        isTooMany: false,
      },
      by,
      limits
    )
    await db.from('resumable_uploads').where('id', upload.id).update({ attachment_id: file.id })
    await unlink(path).catch(() => {})
    return file
  } catch (error) {
    if (error instanceof Invalid && error.key !== 'files.too_many_waiting') {
      await removeUpload(before.upload.id)
    }
    throw error
  } finally {
    await hold.release()
  }
}

/**
 * Throws an upload away that its person no longer wants; what it became already stays.
 * @throws Refusal 423 while it is being written
 */
export async function cancelUpload(id: unknown, by: User): Promise<void> {
  const { upload } = await findUpload(id, by)
  if (upload.attachmentId) return
  const hold = await holdUpload(upload.id)
  await removeUpload(upload.id).finally(hold.release)
}

async function removeUpload(id: string) {
  await db.from('resumable_uploads').where({ id }).whereNull('attachment_id').delete()
  await unlink(partsPath(id)).catch(() => {})
}

async function hashOf(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash, { signal })
  return hash.digest('hex')
}
