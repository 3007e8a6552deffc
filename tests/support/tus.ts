import { request, type ClientRequest } from 'node:http'
import type { Answer, Visitor } from '#tests/support/visitor'
import { baseUrl } from '#tests/support/visitor'

const VERSION = { 'tus-resumable': '1.0.0', 'accept': 'application/json' }
const PART = { 'content-type': 'application/offset+octet-stream' }

/** What a client of the protocol sends; the token of the page goes along in its header. */
export async function tus(
  visitor: Visitor,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: Buffer
): Promise<Answer> {
  const token = { 'x-csrf-token': await visitor.csrfToken() }
  const init = { headers: { ...VERSION, ...token, ...headers }, body: body as RequestInit['body'] }
  return visitor.raw(method, path, init)
}

/** Begins an upload. @returns the answer, and the address of the upload when it was taken */
export async function beginTus(visitor: Visitor, name: string, bytes: number | string) {
  const encoded = (text: string) => Buffer.from(text).toString('base64')
  const headers = {
    'upload-length': String(bytes),
    'upload-metadata': `filename ${encoded(name)},filetype,stamp ${encoded('the mark')}`,
  }
  const answer = await tus(visitor, 'POST', '/uploads/resumable', headers)
  return { answer, address: answer.location ?? '' }
}

/** Sends a part. */
export function sendPart(visitor: Visitor, address: string, offset: number | string, part: Buffer) {
  return tus(visitor, 'PATCH', address, { ...PART, 'upload-offset': String(offset) }, part)
}

/** Where an upload stands. */
export async function offsetOf(visitor: Visitor, address: string): Promise<number> {
  const { status, headers } = await tus(visitor, 'HEAD', address)
  return status === 200 ? Number(headers.get('upload-offset')) : -status
}

/** Begins to send a part that does not end by itself. */
export async function trickle(
  visitor: Visitor,
  address: string,
  start: Buffer,
  bytes: number
): Promise<ClientRequest> {
  const sending = request(new URL(address, baseUrl()), {
    method: 'PATCH',
    headers: {
      ...VERSION,
      ...PART,
      'upload-offset': '0',
      'content-length': bytes,
      'cookie': visitor.cookies(),
      'x-csrf-token': await visitor.csrfToken(),
    },
  })
  sending.on('error', () => {})
  sending.write(start)
  return sending
}
