import { sign } from 'node:crypto'
import { appUrl } from '#config/app'
import type { Certificate } from '#services/certificates/certificate'
import { certificateKey } from '#services/certificates/certificate_key'
import { bytesOf, shortOf } from '#services/certificates/short_form'

/**
 * The address to which the code on a printed certificate leads: `/certificates/<number>.<brief version>.<issued at>`, the
 * last in milliseconds since 1970 in base 36, and in `sig` the key, the two hashes and the signature.
 */
export function shortAddress(certificate: Certificate): string {
  const short = shortOf(certificate)
  const key = certificateKey()
  const id = [short.number, short.briefVersion, Date.parse(short.issuedAt).toString(36)].join('.')
  const parts = [
    Buffer.from(short.brief, 'hex'),
    Buffer.from(short.decisions, 'hex'),
    sign(null, bytesOf(short), key.privateKey),
  ]
  const seal = [key.id, ...parts.map((bytes) => bytes.toString('base64url'))].join('.')
  return `${appUrl}/certificates/${id}?sig=${seal}`
}
