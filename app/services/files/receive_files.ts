import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream, type WriteStream } from 'node:fs'
import { mkdir, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { addAbortSignal, type Readable } from 'node:stream'
import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import { clearAsItComes } from '#services/files/clear_as_it_comes'
import { isFull } from '#services/files/disks/storage_away'
import type { UploadLimits } from '#services/files/limits'
import env from '#start/env'

/** What the fields beside the files may take. */
const FIELDS = 4 * 1024 * 1024
const DEPTH = 8

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

/** The folder where uploads land before they are judged. */
export const uploadFolder = () => join(env.get('DATA_DIR'), 'tmp', 'uploads')

/**
 * Reads a multipart body: files stream into temporary files of random names and are measured on the way, fields become
 * the request's body. What is beyond the limit of a file is read and thrown away, so that the answer can name it.
 * The caller removes the temporary files.
 * @throws 413 when the whole body is larger than all files together may be; 400 for a broken body
 */
export async function receiveFiles(
  { request }: HttpContext,
  limits: UploadLimits
): Promise<ReceivedFile[]> {
  const most = limits.files * limits.bytes + FIELDS
  if (Number(request.header('content-length') ?? 0) > most) throw tooLarge()
  await mkdir(uploadFolder(), { recursive: true, mode: 0o700 })
  const received: ReceivedFile[] = []
  const closed: Promise<void>[] = []
  const leaving = new AbortController()
  let total = 0
  const count = (chunk: Buffer) => {
    total += chunk.length
    if (total > most) throw tooLarge()
  }
  request.multipart.onFile('*', { deferValidations: true }, async (part) => {
    const file = newFile(part.filename, received.length >= limits.files)
    received.push(file)
    const writer = createWriteStream(file.path, { flags: 'wx', mode: 0o600 })
    closed.push(new Promise((resolve) => writer.once('close', resolve)))
    await store(part, file, limits.bytes, count, writer, leaving.signal).catch((error) =>
      request.multipart.abort(error)
    )
  })
  tameBody(request)
  tameParts(request)
  try {
    await request.multipart.process()
  } catch (error) {
    // A file that is being opened would appear after it was forgotten.
    leaving.abort()
    await Promise.all(closed)
    await forgetFiles(received)
    throw error instanceof Exception && error.status ? error : unreadable()
  }
  return received
}

function newFile(name: string, isTooMany: boolean): ReceivedFile {
  const path = join(uploadFolder(), randomUUID())
  return { name, path, bytes: 0, sha256: '', isTooBig: false, isTooMany }
}

/** Reads a file to its end whatever happens: what stands behind it in the form must not be lost with it. */
async function store(
  part: Readable,
  file: ReceivedFile,
  mostBytes: number,
  count: (chunk: Buffer) => void,
  writer: WriteStream,
  signal: AbortSignal
) {
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

/** Removes what is left in the temporary folder. */
export async function forgetFiles(files: { path: string }[]): Promise<void> {
  await Promise.all(files.map(({ path }) => unlink(path).catch(() => {})))
}

/**
 * A field `items[4000000000]` becomes an array of that length (lodash.set in @adonisjs/bodyparser 11), and the copy that
 * the request keeps of its body would fill all memory: lists become dense before, files and deep nesting go.
 */
function tameBody(request: HttpContext['request']) {
  const keep = request.setInitialBody.bind(request)
  request.setInitialBody = (body) => keep(dense(body, 0) as Record<string, unknown>)
}

/**
 * @adonisjs/bodyparser 11.0.4 looks up who takes a file by the name of its part and reads a path in that name; with
 * `constructor` or `a[length]` that throws where nobody catches it, and the process ends. Which field a file stood in
 * matters to nobody here, so every file gets the same plain name before.
 */
function tameParts({ request: incoming }: HttpContext['request']) {
  const pipe = incoming.pipe.bind(incoming)
  incoming.pipe = (form, options) => {
    form.prependListener('part', (part: { name?: string }) => {
      if (part.name) part.name = 'file'
    })
    return pipe(form, options)
  }
}

function dense(value: any, depth: number): unknown {
  if (value === null || typeof value !== 'object') return value
  if (value.isMultipartFile || depth > DEPTH) return undefined
  if (Array.isArray(value)) return Object.values(value).map((one) => dense(one, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, dense(one, depth + 1)])
  )
}

function tooLarge() {
  return new Exception('request entity too large', {
    status: 413,
    code: 'E_REQUEST_ENTITY_TOO_LARGE',
  })
}

function unreadable() {
  return new Exception('unreadable multipart body', { status: 400, code: 'E_INVALID_MULTIPART' })
}
