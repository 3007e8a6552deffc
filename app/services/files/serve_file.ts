import { Readable } from 'node:stream'
import type { HttpContext } from '@adonisjs/core/http'
import { NotFound } from '#exceptions/refusals'
import type Attachment from '#models/attachment'
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

/** Answers with the file: whole, one range of it, or 304. The caller has judged who asks. */
export async function serveFile(ctx: HttpContext, file: Attachment): Promise<void> {
  const isDownload = ctx.request.qs().download !== undefined
  const shown = isDownload ? undefined : SHOWN.get(file.mime)
  ctx.response.header(
    'content-disposition',
    disposition(shown ? 'inline' : 'attachment', file.name)
  )
  await answer(
    ctx,
    file.driveKey,
    shown ?? 'application/octet-stream',
    `"${file.sha256.slice(0, 32)}"`
  )
}

/**
 * Answers with the thumbnail.
 * @throws NotFound when the file has none
 */
export async function serveThumbnail(ctx: HttpContext, file: Attachment): Promise<void> {
  if (!file.thumbnailKey) throw new NotFound()
  ctx.response.header('content-disposition', 'inline')
  await answer(ctx, file.thumbnailKey, 'image/webp', `"${file.sha256.slice(0, 32)}-thumbnail"`)
}

/**
 * Answers with the picture that fills a screen; with the thumbnail while it is not drawn.
 * @throws NotFound when the file has neither
 */
export async function serveScreen(ctx: HttpContext, file: Attachment): Promise<void> {
  if (!file.screenKey) return serveThumbnail(ctx, file)
  ctx.response.header('content-disposition', 'inline')
  await answer(ctx, file.screenKey, 'image/webp', `"${file.sha256.slice(0, 32)}-screen"`)
}

async function answer({ request, response }: HttpContext, key: string, type: string, etag: string) {
  response.header('content-security-policy', POLICY)
  response.header('cross-origin-resource-policy', 'same-origin')
  response.header('cache-control', 'private, no-cache')
  response.header('etag', etag)
  if (
    request
      .header('if-none-match')
      ?.split(/\s*,\s*/)
      .includes(etag)
  ) {
    return response.status(304).send('')
  }
  const blob = await openBlob(key)
  const mayRange = !request.header('if-range') || request.header('if-range') === etag
  const range = parseRange(mayRange ? request.header('range') : undefined, blob.bytes)
  response.header('accept-ranges', 'bytes')
  response.header('content-type', type)
  if (range === 'impossible') {
    response.header('content-range', `bytes */${blob.bytes}`)
    return response.status(416).send('')
  }
  const { start, end } = range === 'whole' ? { start: 0, end: blob.bytes - 1 } : range
  if (range !== 'whole') {
    response.status(206).header('content-range', `bytes ${start}-${end}/${blob.bytes}`)
  }
  response.header('content-length', end - start + 1)
  response.stream(
    request.method() === 'HEAD' ? Readable.from([]) : (blob.read(start, end) as Readable)
  )
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
