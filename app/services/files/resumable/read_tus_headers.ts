import type { HttpContext } from '@adonisjs/core/http'
import { Refusal } from '#exceptions/refusals'
import { isClean } from '#middleware/clean_input_middleware'

type Request = HttpContext['request']

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/
const WHOLE_NUMBER = /^\d{1,15}$/

/** What the protocol's headers may hold beside the name; hostile ones end here, long before a path or a row. */
const MOST_METADATA = 4096
const MOST_STAMP = 400

/**
 * What begins an upload by the tus protocol 1.0 (https://tus.io/protocols/resumable-upload): its size and the name it gives.
 * @throws Refusal 400 for what cannot be read, and for a size that is to be told later
 */
export function readBeginning(request: Request): { name: string; bytes: number; stamp: string } {
  const metadata = readMetadata(request.header('upload-metadata') ?? '')
  return {
    bytes: wholeNumber(request, 'upload-length'),
    name: metadata.get('filename') ?? 'file',
    stamp: (metadata.get('stamp') ?? '').slice(0, MOST_STAMP),
  }
}

/**
 * Where a part begins.
 * @throws Refusal 400; 415 for a body of another type than the protocol's
 */
export function readOffset(request: Request): number {
  if (request.header('content-type') !== 'application/offset+octet-stream') {
    throw new Refusal('unreadable_input', {}, 415)
  }
  return wholeNumber(request, 'upload-offset')
}

function wholeNumber(request: Request, header: string): number {
  const value = request.header(header) ?? ''
  if (!WHOLE_NUMBER.test(value)) throw unreadable()
  return Number(value)
}

/** Pairs of a key and a value in base64, parted by commas; a key may stand alone. */
function readMetadata(header: string): Map<string, string> {
  if (header.length > MOST_METADATA) throw unreadable()
  const pairs = header ? header.split(',') : []
  const found = new Map<string, string>()
  for (const pair of pairs) {
    const [key, value = '', ...rest] = pair.trim().split(' ')
    const isReadable = /^[!-~]+$/.test(key) && BASE64.test(value)
    if (!isReadable || rest.length > 0 || found.has(key)) throw unreadable()
    found.set(key, decode(value))
  }
  return found
}

function decode(value: string): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(value, 'base64'))
    if (isClean(text)) return text
  } catch {}
  throw unreadable()
}

const unreadable = () => new Refusal('unreadable_input', {}, 400)
