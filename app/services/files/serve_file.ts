import { Readable } from 'node:stream'
import type { HttpContext } from '@adonisjs/core/http'
import { NotFound } from '#exceptions/refusals'
import { outsideLane } from '#middleware/overload_middleware'
import type Attachment from '#models/attachment'
import { leadToStore } from '#services/files/lead_to_store'
import { openBlob } from '#services/files/open_blob'
import { parseRange } from '#services/files/parse_range'

/** What a browser may show by itself: nothing of it runs. Everything else is a download of unnamed type. */
const SHOWN = new Map(
  [
    ...[
      'image/jpeg',
      'image/png',
      'image/apng',
      'image/gif',
      'image/webp',
      'image/avif',
      'image/bmp',
    ],
    ...['video/mp4', 'video/webm', 'video/quicktime', 'video/ogg', 'video/x-m4v'],
    ...[
      'audio/mpeg',
      'audio/mp4',
      'audio/x-m4a',
      'audio/aac',
      'audio/ogg',
      'audio/opus',
      'audio/wav',
      'audio/flac',
    ],
    'application/pdf',
  ].map((mime): [string, string] => [mime, mime])
)

const TEXTS = ['text/plain', 'text/markdown', 'text/csv', 'text/tab-separated-values', 'text/vtt']
for (const mime of TEXTS) SHOWN.set(mime, 'text/plain; charset=utf-8')

/** A file of its own is no page of ours: nothing runs, nothing is fetched but itself. */
const POLICY =
  "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"

/** True for what the browser shows by itself when it is opened. */
export function isShown(mime: string): boolean {
  return SHOWN.has(mime)
}

/** Answers with the file: whole, one range of it, 304, or where it lies. The caller has judged who asks. */
export async function serveFile(ctx: HttpContext, file: Attachment): Promise<void> {
  const isDownload = ctx.request.qs().download !== undefined
  const shown = isDownload ? undefined : SHOWN.get(file.mime)
  await answer(ctx, file.driveKey, {
    type: shown ?? 'application/octet-stream',
    etag: `"${file.sha256.slice(0, 32)}"`,
    disposition: disposition(shown ? 'inline' : 'attachment', file.name),
    mayLead: true,
  })
}

/**
 * Answers with the thumbnail.
 * @throws NotFound when the file has none
 */
export async function serveThumbnail(ctx: HttpContext, file: Attachment): Promise<void> {
  if (!file.thumbnailKey) throw new NotFound()
  await answer(ctx, file.thumbnailKey, picture(`${file.sha256.slice(0, 32)}-thumbnail`))
}

/**
 * Answers with the picture that fills a screen; with the thumbnail while it is not drawn.
 * @throws NotFound when the file has neither
 */
export async function serveScreen(ctx: HttpContext, file: Attachment): Promise<void> {
  if (!file.screenKey) return serveThumbnail(ctx, file)
  await answer(ctx, file.screenKey, picture(`${file.sha256.slice(0, 32)}-screen`))
}

interface Told {
  type: string
  etag: string
  disposition: string
  /** May be answered with an address of the store; small pictures are kept by the browser instead. */
  mayLead: boolean
}

function picture(name: string): Told {
  return { type: 'image/webp', etag: `"${name}"`, disposition: 'inline', mayLead: false }
}

/** Headers are set once there is something to send: an error page is no file. */
async function answer(ctx: HttpContext, key: string, told: Told) {
  const { request, response } = ctx
  const { etag } = told
  const known = request.header('if-none-match')?.split(/\s*,\s*/)
  if (known?.includes(etag)) {
    setHeaders(ctx, told)
    return response.status(304).send('')
  }
  const elsewhere = told.mayLead ? await outsideLane(() => leadToStore(ctx, key, told)) : null
  if (elsewhere) return response.status(302).header('location', elsewhere).send('')
  const blob = await outsideLane(() => openBlob(key))
  const mayRange = !request.header('if-range') || request.header('if-range') === etag
  const range = parseRange(mayRange ? request.header('range') : undefined, blob.bytes)
  const { start, end } = typeof range === 'object' ? range : { start: 0, end: blob.bytes - 1 }
  const hasBody = request.method() !== 'HEAD' && range !== 'impossible' && blob.bytes > 0
  const body = hasBody ? await begin(() => blob.read(start, end)) : Readable.from([])
  setHeaders(ctx, told)
  response.header('accept-ranges', 'bytes')
  if (range === 'impossible') {
    response.header('content-range', `bytes */${blob.bytes}`)
    return response.status(416).send('')
  }
  if (range !== 'whole') {
    response.status(206).header('content-range', `bytes ${start}-${end}/${blob.bytes}`)
  }
  response.header('content-length', end - start + 1)
  response.stream(body)
}

/** Begins to read; where there is no way back into the lane, what was opened is closed again. */
async function begin(read: () => Promise<Readable>): Promise<Readable> {
  let body: Readable | undefined
  try {
    return await outsideLane(async () => (body = await read()))
  } catch (error) {
    body?.destroy()
    throw error
  }
}

function setHeaders({ response }: HttpContext, { type, etag, disposition: shown }: Told) {
  response.header('content-security-policy', POLICY)
  response.header('cross-origin-resource-policy', 'same-origin')
  response.header('cache-control', 'private, no-cache')
  response.header('etag', etag)
  response.header('content-disposition', shown)
  response.header('content-type', type)
}

/** RFC 6266: a plain name for old readers, the real one in UTF-8. */
function disposition(kind: 'inline' | 'attachment', name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const full = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
  )
  return `${kind}; filename="${plain}"; filename*=UTF-8''${full}`
}
