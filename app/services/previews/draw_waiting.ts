import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import logger from '@adonisjs/core/services/logger'
import { uploadFolder } from '#services/files/receive_files'
import { claimPreview, nextPreviewAt, type Claimed } from '#services/previews/claim_preview'
import { copyBlob } from '#services/previews/copy_blob'
import { keepDrawing } from '#services/previews/keep_drawing'
import { LIMITS, openDrawer, type Drawer } from '#services/previews/open_drawer'
import { previewKind } from '#services/previews/preview_kind'
import { keepFailure, putOff } from '#services/previews/put_off'

/** A file that ended its process twice is not tried again. */
const MOST_ENDS = 2

/**
 * Draws what waits, the newest first, until nothing does or the worker ends.
 * @param limits of each file
 * @returns when the next one is due
 */
export async function drawWaiting(signal: AbortSignal, limits = LIMITS): Promise<Date | null> {
  let claimed = await claimPreview()
  if (!claimed) return nextPreviewAt()
  const drawer = openDrawer(limits)
  signal.addEventListener('abort', drawer.close)
  try {
    for (; claimed; claimed = signal.aborted ? null : await claimPreview()) {
      await drawOne(claimed, drawer, signal)
    }
  } finally {
    drawer.close()
    signal.removeEventListener('abort', drawer.close)
  }
  return nextPreviewAt()
}

async function drawOne(claimed: Claimed, drawer: Drawer, signal: AbortSignal) {
  const kind = previewKind(claimed.mime)
  if (!kind) return keepFailure(claimed)
  // What a worker leaves there when it is killed is swept away.
  const path = join(uploadFolder(), randomUUID())
  try {
    await mkdir(uploadFolder(), { recursive: true, mode: 0o700 })
    const copied = await copyBlob(claimed.drive_key, path)
    if (!copied) return await keepFailure(claimed)
    const drawing = await drawer.draw(path, kind)
    // The worker ended the process, not the file.
    if (signal.aborted && drawing === 'ended') return await putOff(claimed, { again: true })
    if (drawing === 'ended' && claimed.preview_tries < MOST_ENDS) return await putOff(claimed)
    if (typeof drawing === 'string') return await keepFailure(claimed)
    await keepDrawing(claimed, drawing)
  } catch (error) {
    logger.warn({ err: error, attachment: claimed.id }, 'a preview could not be drawn now')
    await putOff(claimed)
  } finally {
    await rm(path, { force: true })
  }
}
