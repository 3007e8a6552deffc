import { Readable } from 'node:stream'
import type { HttpContext } from '@adonisjs/core/http'
import { outsideLane } from '#middleware/overload_middleware'
import { leadToStore } from '#services/files/lead_to_store'
import { openBlob, type Blob } from '#services/files/open_blob'
import { parseRange } from '#services/files/parse_range'

/** A file of its own is no page of ours: nothing runs, nothing is fetched but itself. */
const POLICY =
  "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"

export interface Told {
  type: string
  etag: string
  disposition: string
  /** May be answered with an address of the store; small pictures are kept by the browser instead. */
  mayLead?: boolean
  /** What is sent in the place of the stored bytes. */
  open?: (key: string) => Promise<Blob>
}

/**
 * Answers with a blob: whole, one range of it, 304, or where it lies. Headers are set once there is something to send: an
 * error page is no file.
 */
export async function answerWithBlob(ctx: HttpContext, key: string, told: Told): Promise<void> {
  const { request, response } = ctx
  const { etag, open = openBlob } = told
  const known = request.header('if-none-match')?.split(/\s*,\s*/)
  if (known?.includes(etag)) {
    setHeaders(ctx, told)
    return response.status(304).send('')
  }
  const elsewhere = told.mayLead ? await outsideLane(() => leadToStore(ctx, key, told)) : null
  if (elsewhere) return response.status(302).header('location', elsewhere).send('')
  const blob = await outsideLane(() => open(key))
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
