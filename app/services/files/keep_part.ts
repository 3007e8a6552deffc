import { createHash } from 'node:crypto'
import { addAbortSignal, type Readable, type Writable } from 'node:stream'
import { clearAsItComes } from '#services/files/clear_as_it_comes'
import { isFull } from '#services/files/disks/storage_away'

export interface ReceivedFile {
  name: string
  /** Where it waits in the temporary folder; nothing whole there when it is too big or one too many. */
  path: string
  bytes: number
  sha256: string
  isTooBig: boolean
  isTooMany: boolean
  /** There was no room for it; nothing whole lies at its path. */
  isUnkept?: boolean
}

export interface Keeping {
  mostBytes: number
  /** Told of all that comes; throws where it is too much. */
  count: (chunk: Buffer) => void
  writer: Writable
  /** Aborted when the whole body is given up. */
  signal: AbortSignal
}

/** Reads a file to its end whatever happens: what stands behind it in the form must not be lost with it. */
export async function keepPart(
  part: Readable,
  file: ReceivedFile,
  { mostBytes, count, writer, signal }: Keeping
): Promise<void> {
  const hash = createHash('sha256')
  const clear = clearAsItComes()
  const keep = async (work: (done: (error?: Error | null) => void) => void) => {
    const error = await new Promise(work)
    if (error && !isFull(error)) throw error
    if (error) file.isUnkept = true
  }
  writer.on('error', () => {})
  addAbortSignal(signal, part)
  try {
    for await (const chunk of part) {
      clear(chunk)
      count(chunk)
      file.bytes += chunk.length
      file.isTooBig = file.bytes > mostBytes
      if (file.isTooMany || file.isTooBig || file.isUnkept) continue
      hash.update(chunk)
      await keep((done) => writer.write(chunk, done))
    }
    if (!file.isUnkept) await keep((done) => writer.end(done))
  } finally {
    writer.destroy()
  }
  file.sha256 = hash.digest('hex')
}
