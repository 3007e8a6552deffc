import { addAbortSignal, pipeline, Readable } from 'node:stream'
import type { I18n } from '@adonisjs/i18n'
import { NotFound } from '#exceptions/refusals'
import { outsideLane } from '#middleware/overload_middleware'
import type User from '#models/user'
import { whileRead } from '#services/exports/while_read'
import { writeZip, type ZipEntry } from '#services/exports/write_zip'
import { listGallery, type GalleryRow } from '#services/files/gallery/list_gallery'
import { openBlob, type Blob } from '#services/files/open_blob'
import { readWhole } from '#services/files/read_whole'
import { namesInZip } from '#services/files/zip/name_in_zip'
import { takePlace } from '#services/files/zip/take_place'

/** How long a download may take, in milliseconds. */
const LONGEST = 60 * 60_000

/** Grows smaller when it is packed; everything else is packed already. */
const LOOSE =
  /^(text|font)\/|[/+](json|xml|rtf|postscript)$|\/(bmp|tiff|wav|x-wav|vnd\.adobe\.photoshop)$/

/**
 * All files of a ticket that this person may see, as an archive that is written as fast as it is taken. One blob is open at a
 * time. A blob that is gone by then is named in a text beside the others.
 * @throws NotFound for strangers, Refusal 429 while two of his run, 503 where too many run or the store does not answer
 */
export async function openFilesZip(
  ticketId: number,
  viewer: User,
  i18n: I18n
): Promise<{ stream: Readable; name: string }> {
  const { ticket, rows } = await listGallery(ticketId, viewer)
  if (rows.length === 0) throw new NotFound()
  // A store that does not answer is said in words, as long as there is a page to say it.
  await outsideLane(() => find(rows[0]))
  const folders = {
    brief: i18n.t('gallery.zip.brief'),
    deliverables: i18n.t('gallery.zip.deliverables'),
    comments: i18n.t('gallery.zip.comments'),
  }
  const names = namesInZip(rows, folders)
  const entries = entriesOf(rows, names, (lost) =>
    [i18n.t('gallery.zip.lost_text'), '', ...lost, ''].join('\r\n')
  )
  const leave = takePlace(viewer.id)
  const zip = Readable.from(writeZip(entries))
  addAbortSignal(AbortSignal.timeout(LONGEST), zip)
  // What breaks, or breaks off, in one of them ends both.
  const stream = pipeline(zip, whileRead(), leave)
  return { stream, name: `${i18n.t('gallery.zip.name', { id: ticket.id })}.zip` }
}

/** The blob of a file; null when it is gone. */
async function find({ drive_key: key }: GalleryRow): Promise<Blob | null> {
  try {
    return await openBlob(key)
  } catch (error) {
    if (error instanceof NotFound) return null
    throw error
  }
}

async function* entriesOf(
  rows: GalleryRow[],
  names: string[],
  say: (lost: string[]) => string
): AsyncGenerator<ZipEntry> {
  const lost: string[] = []
  for (const [at, row] of rows.entries()) {
    const name = names[at]
    const blob = await find(row)
    if (!blob) {
      lost.push(name)
      continue
    }
    const isStored = !LOOSE.test(row.mime)
    yield { name, bytes: blob.bytes, isStored, content: readWhole(blob), at: row.created_at }
  }
  if (lost.length > 0) yield { name: 'missing.txt', content: [say(lost)] }
}
