import { createWriteStream } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { Conflict, Refusal } from '#exceptions/refusals'
import { clearAsItComes } from '#services/files/clear_as_it_comes'
import { isFull } from '#services/files/disks/storage_away'
import { holdUpload } from '#services/files/resumable/hold_upload'
import {
  bytesArrived,
  partsPath,
  type ResumableUpload,
} from '#services/files/resumable/uploads_folder'

/** A line that says nothing for so long is dead; the next request may go on. */
const SILENCE = 10_000

/**
 * Writes a part where the last one ended. What arrived stays, whatever becomes of the rest of the request.
 * @returns the bytes that are there now, or null when the client left on the way
 * @throws Refusal 423 while another request writes; Conflict 409 for another place than the end; Refusal 413 beyond the
 * size that was announced; Refusal 410 when the parts are gone; Refusal 507 when the disk is full
 */
export async function receivePart(
  upload: ResumableUpload,
  offset: number,
  body: IncomingMessage
): Promise<number | null> {
  const hold = await holdUpload(upload.id)
  try {
    const arrived = await bytesArrived(upload.id)
    if (arrived === null) throw new Refusal('files.upload_gone', {}, 410)
    if (arrived !== offset) throw new Conflict('files.upload_elsewhere')
    const room = upload.bytes - arrived
    if (Number(body.headers['content-length'] ?? 0) > room) throw tooMuch()
    const isWhole = await write(body, partsPath(upload.id), offset, room, hold.signal)
    return isWhole ? await bytesArrived(upload.id) : null
  } finally {
    await hold.release()
  }
}

/** @returns false when the client left, fell silent or lost its hold */
async function write(
  body: IncomingMessage,
  path: string,
  start: number,
  room: number,
  signal: AbortSignal
): Promise<boolean> {
  const silent = new AbortController()
  const timer = setTimeout(() => silent.abort(), SILENCE)
  const writer = createWriteStream(path, { flags: 'r+', start })
  const closed = new Promise<void>((resolve) => writer.once('close', resolve))
  const measured = async function* (chunks: AsyncIterable<Buffer>) {
    let left = room
    const clear = clearAsItComes()
    for await (const chunk of chunks) {
      timer.refresh()
      clear(chunk)
      if (chunk.length > left) throw tooMuch()
      left -= chunk.length
      yield chunk
    }
  }
  try {
    await pipeline(body, measured, writer, { signal: AbortSignal.any([signal, silent.signal]) })
    return true
  } catch (error) {
    if (isFull(error)) throw new Refusal('files.no_room', {}, 507)
    if (error instanceof Refusal) throw error
    if (body.destroyed) return false
    throw error
  } finally {
    clearTimeout(timer)
    // Nobody else may begin while a last piece is still being written.
    await closed
  }
}

const tooMuch = () => new Refusal('files.upload_too_much', {}, 413)
