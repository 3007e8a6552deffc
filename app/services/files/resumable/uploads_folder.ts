import { mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import env from '#start/env'

/** Hours in which an upload that came in parts can be finished. */
export const RESUMABLE_HOURS = 72

/** A big file on its way, as its row says. */
export interface ResumableUpload {
  id: string
  userId: number
  name: string
  bytes: number
  expiresAt: Date
  attachmentId: number | null
}

/** Where the parts of big files wait until they are whole. */
export const resumableFolder = () => join(env.get('DATA_DIR'), 'tmp', 'resumable')

/** The file of one upload; ids are UUIDs of ours (find_upload.ts), so that no path leads elsewhere. */
export const partsPath = (id: string) => join(resumableFolder(), id)

/** Makes the folder, for this desk's account alone. */
export async function makeResumableFolder(): Promise<void> {
  await mkdir(resumableFolder(), { recursive: true, mode: 0o700 })
}

/** Bytes that have arrived, or null when the file is gone. The file itself is the truth, also after a crash. */
export async function bytesArrived(id: string): Promise<number | null> {
  const found = await stat(partsPath(id)).catch(() => null)
  return found?.isFile() ? found.size : null
}
