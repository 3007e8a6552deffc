import type { HttpContext } from '@adonisjs/core/http'
import { blobDisk, type SignedRead } from '#services/files/disks/blob_disk'

/** What a browser loads by itself, without asking the store for the leave of our pages (CORS). */
const LOADED = new Set(['document', 'iframe', 'image', 'video', 'audio'])

/**
 * Where the browser may fetch a file itself, for a minute, when the desk gives such addresses out. Scripts of our pages get
 * the file from the desk: the store would have to be told about them.
 * @returns null when the desk answers itself
 */
export async function leadToStore(
  { request }: HttpContext,
  key: string,
  read: SignedRead
): Promise<string | null> {
  const isLoaded = LOADED.has(request.header('sec-fetch-dest') ?? '')
  if (!isLoaded || request.method() !== 'GET') return null
  return blobDisk().signedUrl(key, { type: read.type, disposition: read.disposition })
}
