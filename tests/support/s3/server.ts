import { createHash, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ACCESS_KEY, SECRET_KEY, findSignatureFault } from '#tests/support/s3/signature'

/**
 * What the store does instead of answering: an error of its own, no room for more, no right, silence, or a connection that
 * breaks in the middle of a body, whichever way it goes, or says no more.
 */
export type Fault = 'error' | 'full' | 'denied' | 'hang' | 'cut' | 'stall'

export interface Asked {
  method: string
  key: string
  query: URLSearchParams
}

interface Stored {
  body: Buffer
  at: Date
  type: string
}

interface Upload {
  key: string
  at: Date
  parts: Map<number, Buffer>
}

const REGION = 'eu-test-1'
const STATUS: Record<string, number> = {
  InternalError: 500,
  NotImplemented: 501,
  ServiceUnavailable: 503,
  NoSuchKey: 404,
  NoSuchBucket: 404,
  NoSuchUpload: 404,
  MissingContentLength: 411,
  InvalidRange: 416,
  XAmzContentSHA256Mismatch: 400,
  EntityTooSmall: 400,
  InvalidPart: 400,
  IncompleteBody: 400,
  QuotaExceeded: 507,
}
const FAULTS: Record<string, string> = {
  error: 'InternalError',
  full: 'QuotaExceeded',
  denied: 'AccessDenied',
}

/** A store that speaks S3 on loopback, by path: signatures are checked, parts counted, and it fails when it is told to. */
export class S3Server {
  readonly bucket = 'desk-files'
  readonly objects = new Map<string, Stored>()
  readonly uploads = new Map<string, Upload>()
  readonly asked: Asked[] = []
  /** Decides for each request whether it goes wrong. */
  fault: (asked: Asked) => Fault | null | undefined = () => null
  /** How many names one list holds. */
  page = 1000
  /** Bytes that a part has at least, but the last. */
  leastPart = 64 * 1024
  #server: Server = createServer((request, response) => {
    this.#serve(request, response).catch(() => response.destroy())
  })

  async start(port = 0): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(port, '127.0.0.1', resolve))
    return this
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** What a desk is told of it. */
  get place() {
    return {
      bucket: this.bucket,
      region: REGION,
      endpoint: this.origin,
      pathStyle: true,
      credentials: { accessKeyId: ACCESS_KEY, secretAccessKey: SECRET_KEY },
      patience: 500,
      attempts: 2,
      part: this.leastPart,
    }
  }

  /** The same as variables of the environment. */
  get environment() {
    return {
      DRIVE_DISK: 's3',
      S3_BUCKET: this.bucket,
      S3_REGION: REGION,
      S3_ENDPOINT: this.origin,
      S3_PATH_STYLE: 'on',
      S3_ACCESS_KEY_ID: ACCESS_KEY,
      S3_SECRET_ACCESS_KEY: SECRET_KEY,
    }
  }

  async #serve(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url!, 'http://127.0.0.1')
    const [, bucket, ...rest] = url.pathname.split('/')
    const asked = {
      method: request.method!,
      key: decodeURIComponent(rest.join('/')),
      query: url.searchParams,
    }
    this.asked.push(asked)
    const fault = this.fault(asked)
    if (fault === 'hang') return
    if (fault === 'cut' && asked.method === 'PUT') return this.#cutOff(request)
    const body = await read(request)
    if (!body) return
    const wrong = findSignatureFault(request, url, body, REGION)
    const refused = FAULTS[fault ?? ''] ?? wrong ?? (bucket === this.bucket ? null : 'NoSuchBucket')
    if (refused) return fail(response, refused, asked.method)
    this.#answer(asked, request, body, response, fault)
  }

  #cutOff(request: IncomingMessage) {
    request.once('data', () => request.destroy())
  }

  #answer(
    asked: Asked,
    request: IncomingMessage,
    body: Buffer,
    response: ServerResponse,
    fault: Fault | null | undefined
  ) {
    const { method, key, query } = asked
    const found = this.objects.get(key)
    if (method === 'PUT') return this.#put(asked, request, body, response)
    if (method === 'POST') return this.#post(asked, body, response)
    if (method === 'DELETE') {
      if (query.has('uploadId')) this.uploads.delete(query.get('uploadId')!)
      else this.objects.delete(key)
      return response.writeHead(204).end()
    }
    if (key === '') {
      const list = query.has('uploads') ? this.#listUploads(query) : this.#list(query)
      return sendXml(response, list)
    }
    if (!found) return fail(response, 'NoSuchKey', method)
    give(request, response, found, query, fault)
  }

  #put({ key, query }: Asked, request: IncomingMessage, body: Buffer, response: ServerResponse) {
    if (request.headers['content-length'] === undefined)
      return fail(response, 'MissingContentLength')
    const upload = query.get('uploadId')
    const source = request.headers['x-amz-copy-source']
    if (source) {
      const from = decodeURIComponent(String(source)).replace(/^\/?[^/]+\//, '')
      const found = this.objects.get(from)
      if (!found) return fail(response, 'NoSuchKey')
      this.#store(key, found.body, found.type)
      return sendXml(
        response,
        `<CopyObjectResult><ETag>${etagOf(found.body)}</ETag></CopyObjectResult>`
      )
    }
    if (upload) {
      const parts = this.uploads.get(upload)?.parts
      if (!parts) return fail(response, 'NoSuchUpload')
      parts.set(Number(query.get('partNumber')), body)
    } else this.#store(key, body, String(request.headers['content-type'] ?? ''))
    response.writeHead(200, { etag: etagOf(body) }).end()
  }

  #post({ key, query }: Asked, body: Buffer, response: ServerResponse) {
    if (query.has('uploads')) {
      const id = randomBytes(8).toString('hex')
      this.uploads.set(id, { key, at: new Date(), parts: new Map() })
      return sendXml(
        response,
        `<InitiateMultipartUploadResult><Key>${key}</Key><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`
      )
    }
    if (query.has('delete')) {
      for (const [, name] of body.toString().matchAll(/<Key>([^<]+)<\/Key>/g))
        this.objects.delete(name)
      return sendXml(response, '<DeleteResult/>')
    }
    const upload = this.uploads.get(query.get('uploadId') ?? '')
    if (!upload) return fail(response, 'NoSuchUpload')
    const text = body.toString()
    const named = [...text.matchAll(/<PartNumber>(\d+)<\/PartNumber>/g)].map(([, n]) => Number(n))
    const parts = named.map((number) => upload.parts.get(number))
    if (parts.length === 0 || parts.some((part) => !part)) return fail(response, 'InvalidPart')
    if (parts.slice(0, -1).some((part) => part!.length < this.leastPart))
      return fail(response, 'EntityTooSmall')
    const whole = Buffer.concat(parts as Buffer[])
    this.#store(key, whole, '')
    this.uploads.delete(query.get('uploadId')!)
    sendXml(
      response,
      `<CompleteMultipartUploadResult><Key>${key}</Key><ETag>${etagOf(whole)}</ETag></CompleteMultipartUploadResult>`
    )
  }

  #store(key: string, body: Buffer, type: string) {
    this.objects.set(key, { body, at: new Date(), type })
  }

  #list(query: URLSearchParams): string {
    const after = query.get('continuation-token') ?? query.get('start-after') ?? ''
    const keys = [...this.objects.keys()]
      .sort()
      .filter((key) => key.startsWith(query.get('prefix') ?? '') && key > after)
    const most = Math.min(this.page, Number(query.get('max-keys') ?? this.page))
    const shown = keys.slice(0, most)
    const contents = shown.map((key) => {
      const { at, body } = this.objects.get(key)!
      return `<Contents><Key>${key}</Key><LastModified>${at.toISOString()}</LastModified><ETag>${etagOf(body)}</ETag><Size>${body.length}</Size></Contents>`
    })
    const isCut = shown.length < keys.length
    const next = isCut ? `<NextContinuationToken>${shown.at(-1)}</NextContinuationToken>` : ''
    return `<ListBucketResult><IsTruncated>${isCut}</IsTruncated>${next}${contents.join('')}</ListBucketResult>`
  }

  #listUploads(query: URLSearchParams): string {
    const uploads = [...this.uploads]
      .filter(([, { key }]) => key.startsWith(query.get('prefix') ?? ''))
      .map(
        ([id, { key, at }]) =>
          `<Upload><Key>${key}</Key><UploadId>${id}</UploadId><Initiated>${at.toISOString()}</Initiated></Upload>`
      )
    return `<ListMultipartUploadsResult>${uploads.join('')}</ListMultipartUploadsResult>`
  }
}

function give(
  request: IncomingMessage,
  response: ServerResponse,
  { body, at, type }: Stored,
  query: URLSearchParams,
  fault: Fault | null | undefined
) {
  const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '')
  const [start, end] = range ? [Number(range[1]), Number(range[2])] : [0, body.length - 1]
  if (range && start >= body.length) return fail(response, 'InvalidRange')
  const part = body.subarray(start, end + 1)
  const disposition = query.get('response-content-disposition')
  response.writeHead(range ? 206 : 200, {
    'content-length': part.length,
    'content-type': query.get('response-content-type') ?? (type || 'binary/octet-stream'),
    'etag': etagOf(body),
    'last-modified': at.toUTCString(),
    'accept-ranges': 'bytes',
    ...(range ? { 'content-range': `bytes ${start}-${end}/${body.length}` } : {}),
    ...(disposition ? { 'content-disposition': disposition } : {}),
  })
  if (request.method === 'HEAD') return response.end()
  if (fault !== 'cut' && fault !== 'stall') return response.end(part)
  const breakOff = () => fault === 'cut' && response.destroy()
  response.write(part.subarray(0, Math.floor(part.length / 2)), breakOff)
}

function fail(response: ServerResponse, code: string, method = '') {
  const body = `<Error><Code>${code}</Code><Message>${code} of the test</Message></Error>`
  sendXml(response, method === 'HEAD' ? '' : body, STATUS[code] ?? 403)
}

function sendXml(response: ServerResponse, body: string, status = 200) {
  const text = body && `<?xml version="1.0" encoding="UTF-8"?>\n${body}`
  response.writeHead(status, { 'content-type': 'application/xml' }).end(text)
}

function etagOf(body: Buffer): string {
  return `"${createHash('md5').update(body).digest('hex')}"`
}

/** @returns null when the sender went away in the middle */
async function read(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of request) chunks.push(chunk)
  } catch {
    return null
  }
  const body = Buffer.concat(chunks)
  const told = request.headers['content-length']
  return told === undefined || Number(told) === body.length ? body : null
}
