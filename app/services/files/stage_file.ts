import { randomBytes } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { Invalid, Refusal } from '#exceptions/refusals'
import Attachment from '#models/attachment'
import type User from '#models/user'
import clock from '#services/clock'
import { cleanName } from '#services/files/clean_name'
import { keepBlobs } from '#services/files/keep_blobs'
import { uploadLimits, type UploadLimits } from '#services/files/limits'
import { makeThumbnail } from '#services/files/make_thumbnail'
import type { ReceivedFile } from '#services/files/keep_part'
import { sniffType } from '#services/files/sniff_type'
import { askForPreviews } from '#services/previews/ask_for_previews'
import { previewKind } from '#services/previews/preview_kind'

/** All keys of attachments start with this; the sweeper looks nowhere else. */
export const BLOBS = 'attachments'

/**
 * Keeps a received file for its uploader until a ticket or comment takes it: judges size and content, then stores the
 * blob, then the row, so that a crash between the two leaves a stray blob for the sweeper and never a row without one.
 * @throws Invalid 422 on `files` with the sentence that names the file
 */
export async function stageFile(
  file: ReceivedFile,
  by: User,
  limits?: UploadLimits
): Promise<Attachment> {
  const allowed = limits ?? (await uploadLimits())
  const name = cleanName(file.name)
  if (file.isTooMany) throw new Invalid('files', 'files.too_many', { most: allowed.files })
  if (file.isTooBig) {
    throw new Invalid('files', 'files.too_big', { name, most: megabytes(allowed.bytes) })
  }
  if (file.isUnkept) throw new Refusal('files.disk_full', { name }, 503)
  if (file.bytes === 0) throw new Invalid('files', 'files.empty', { name })
  const mime = await sniffType(file.path, name)
  if (!mime) throw new Invalid('files', 'files.wrong_type', { name })
  await refuseHoard(by, allowed)
  const picture = await makeThumbnail(file.path, mime)
  const key = randomKey()
  const thumbnailKey = picture.thumbnail ? `${key}.thumbnail.webp` : null
  const pictures = new Map(picture.thumbnail ? [[thumbnailKey!, picture.thumbnail]] : [])
  await keepBlobs({ path: file.path, name, key, pictures })
  return db.transaction(async (trx) => {
    const preview = previewKind(mime) ? 'waiting' : null
    if (preview) await askForPreviews(trx)
    return Attachment.create(
      {
        uploaderId: by.id,
        kind: 'brief',
        driveKey: key,
        name,
        mime,
        bytes: file.bytes,
        sha256: file.sha256,
        width: picture.width,
        height: picture.height,
        thumbnailKey,
        preview,
        createdAt: clock.now(),
      },
      { client: trx }
    )
  })
}

/** Nobody keeps more waiting than five full tickets could take. */
async function refuseHoard(by: User, { files }: UploadLimits) {
  const row = await db
    .from('attachments')
    .where('uploader_id', by.id)
    .whereNull('ticket_id')
    .count('* as count')
    .first()
  if (Number(row.count) >= files * 5) throw new Invalid('files', 'files.too_many_waiting')
}

/** 256 random bits; nothing of it can be guessed from the name, the person or the ticket. */
function randomKey(): string {
  const letters = randomBytes(32).toString('hex')
  return `${BLOBS}/${letters.slice(0, 2)}/${letters}`
}

function megabytes(bytes: number): number {
  return Math.max(1, Math.floor(bytes / 1024 / 1024))
}
