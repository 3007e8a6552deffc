import type { IncomingMessage } from 'node:http'

export interface SentFile {
  name: string
  bytes: Buffer
}

/** The parameters of a call to the Bot API and the files that came with it. */
export interface CallBody {
  params: Record<string, any>
  files: Record<string, SentFile>
}

/** Reads what a client sent: JSON, a form, or multipart with files, as https://core.telegram.org/bots/api#making-requests. */
export async function readCall(request: IncomingMessage): Promise<CallBody> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  const type = request.headers['content-type'] ?? ''
  const boundary = /boundary="?([^";]+)"?/.exec(type)?.[1]
  if (boundary) return readParts(body, boundary)
  const query = new URL(request.url!, 'http://api').searchParams
  const params: Record<string, any> = Object.fromEntries(query)
  if (body.length === 0) return { params, files: {} }
  if (type.startsWith('application/json')) {
    return { params: { ...params, ...JSON.parse(body.toString()) }, files: {} }
  }
  return {
    params: { ...params, ...Object.fromEntries(new URLSearchParams(body.toString())) },
    files: {},
  }
}

function readParts(body: Buffer, boundary: string): CallBody {
  const call: CallBody = { params: {}, files: {} }
  const mark = Buffer.from(`--${boundary}`)
  for (let at = body.indexOf(mark); at !== -1;) {
    const next = body.indexOf(mark, at + mark.length)
    if (next === -1) break
    keepPart(call, body.subarray(at + mark.length + 2, next - 2))
    at = next
  }
  return call
}

function keepPart(call: CallBody, part: Buffer) {
  const end = part.indexOf('\r\n\r\n')
  const head = part.subarray(0, end).toString()
  const content = part.subarray(end + 4)
  const name = /;\s*name="([^"]*)"/i.exec(head)?.[1] ?? ''
  const file = /;\s*filename="?([^";\r\n]*)"?/i.exec(head)?.[1]
  if (file === undefined) call.params[name] = content.toString()
  else call.files[name] = { name: file, bytes: Buffer.from(content) }
}

/** A parameter that is an object: clients may send it as JSON text. */
export function objectOf(value: unknown): any {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    return undefined
  }
}
