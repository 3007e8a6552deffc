import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import { keepPart, type ReceivedFile } from '#services/files/keep_part'
import type { UploadLimits } from '#services/files/limits'
import { tameMultipart } from '#services/files/tame_multipart'
import env from '#start/env'

/** What the fields beside the files may take. */
const FIELDS = 4 * 1024 * 1024

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
    const keeping = { mostBytes: limits.bytes, count, writer, signal: leaving.signal }
    await keepPart(part, file, keeping).catch((error) => request.multipart.abort(error))
  })
  tameMultipart(request)
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

/** Removes what is left in the temporary folder. */
export async function forgetFiles(files: { path: string }[]): Promise<void> {
  await Promise.all(files.map(({ path }) => unlink(path).catch(() => {})))
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
