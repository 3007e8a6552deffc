import { createHash, createHmac } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

export const ACCESS_KEY = 'AKIDCOUNTERSIGNTEST'
export const SECRET_KEY = 'secret/of+the=loopback-store'

const sha256 = (text: string | Buffer) => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()

interface Claim {
  credential: string
  signedHeaders: string[]
  signature: string
  date: string
  payload: string
  /** Seconds that a signed address is good for; headers are good for 15 minutes. */
  seconds: number
}

/**
 * Checks a request as Amazon does (Signature Version 4), by header or by address.
 * @returns null when it is good, else the code of the error
 */
export function findSignatureFault(
  request: IncomingMessage,
  url: URL,
  body: Buffer,
  region: string
): string | null {
  const claim = claimOf(request, url)
  if (!claim) return 'AccessDenied'
  const [key, day, place, service] = claim.credential.split('/')
  if (key !== ACCESS_KEY) return 'InvalidAccessKeyId'
  if (place !== region || service !== 's3') return 'AuthorizationHeaderMalformed'
  const age = (Date.now() - timeOf(claim.date)) / 1000
  if (age > claim.seconds || age < -900) return 'AccessDenied'
  if (/^[0-9a-f]{64}$/.test(claim.payload) && claim.payload !== sha256(body)) {
    return 'XAmzContentSHA256Mismatch'
  }
  if (claim.payload.startsWith('STREAMING')) return 'NotImplemented'
  const scope = `${day}/${region}/s3/aws4_request`
  const text = ['AWS4-HMAC-SHA256', claim.date, scope, sha256(canonical(request, url, claim))]
  const signing = ['aws4_request', 's3', region, day].reduceRight<Buffer>(
    (secret, part) => hmac(secret, part),
    Buffer.from(`AWS4${SECRET_KEY}`)
  )
  const expected = createHmac('sha256', signing).update(text.join('\n')).digest('hex')
  return expected === claim.signature ? null : 'SignatureDoesNotMatch'
}

function claimOf({ headers }: IncomingMessage, { searchParams }: URL): Claim | null {
  const header = /^AWS4-HMAC-SHA256 Credential=(\S+), SignedHeaders=(\S+), Signature=(\S+)$/
  const found = header.exec(headers.authorization ?? '')
  if (found) {
    const [, credential, names, signature] = found
    return {
      ...{ credential, signature, signedHeaders: names.split(';'), seconds: 900 },
      date: String(headers['x-amz-date']),
      payload: String(headers['x-amz-content-sha256']),
    }
  }
  const signature = searchParams.get('X-Amz-Signature')
  if (!signature) return null
  return {
    signature,
    credential: searchParams.get('X-Amz-Credential') ?? '',
    signedHeaders: (searchParams.get('X-Amz-SignedHeaders') ?? '').split(';'),
    date: searchParams.get('X-Amz-Date') ?? '',
    payload: 'UNSIGNED-PAYLOAD',
    seconds: Number(searchParams.get('X-Amz-Expires')),
  }
}

function canonical({ method, headers }: IncomingMessage, url: URL, claim: Claim): string {
  const query = [...url.searchParams]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
  const lines = claim.signedHeaders.map(
    (name) =>
      `${name}:${String(headers[name] ?? '')
        .trim()
        .replace(/ +/g, ' ')}\n`
  )
  const signed = claim.signedHeaders.join(';')
  return [method, url.pathname, query.join('&'), lines.join(''), signed, claim.payload].join('\n')
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
  )
}

/** `20261121T101500Z` */
function timeOf(date: string): number {
  return Date.parse(date.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'))
}
