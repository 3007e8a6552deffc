import { sign, verify } from 'node:crypto'
import { appUrl } from '#config/app'
import { canonicalJson } from '#services/certificates/canonical_json'
import { certificateKey, type CertificateKey } from '#services/certificates/certificate_key'
import { findCertificateKey } from '#services/certificates/find_certificate_key'
import type { Certificate } from '#services/certificates/certificate'

/** What a printed certificate carries in its code: short, and signed on its own. */
export interface ShortForm {
  number: number
  briefVersion: number
  issuedAt: string
  /** The first 128 bits of the two hashes, in hex. */
  brief: string
  decisions: string
}

const HASH = 32

/** `certificates/<number>.<brief version>.<issued at>`, milliseconds since 1970 in base 36. */
export const SHORT_ID = /^([1-9]\d{0,8})\.([1-9]\d{0,8})\.([0-9a-z]{1,9})$/
const SEAL = /^([0-9a-f]{16})\.([\w-]{22})\.([\w-]{22})\.([\w-]{86})$/

/** What the code of a certificate says of it. */
export function shortOf({ ticket, standing, issued, hashes }: Certificate): ShortForm {
  return {
    number: ticket.number,
    briefVersion: standing.briefVersion,
    issuedAt: issued.at,
    brief: hashes.brief.slice(0, HASH),
    decisions: hashes.decisions.slice(0, HASH),
  }
}

/** The address that a printed certificate leads to. */
export function shortAddress(certificate: Certificate): string {
  const short = shortOf(certificate)
  const key = certificateKey()
  const id = [short.number, short.briefVersion, Date.parse(short.issuedAt).toString(36)].join('.')
  const hashed = [short.brief, short.decisions].map((hex) => packed(Buffer.from(hex, 'hex')))
  const seal = [key.id, ...hashed, packed(signatureOf(short, key))].join('.')
  return `${appUrl}/certificates/${id}?sig=${seal}`
}

export type ShortVerdict =
  { verdict: 'genuine'; short: ShortForm } | { verdict: 'altered' | 'unknown_key' | 'retired' }

/**
 * Judges a printed code. Nothing of a ticket is looked up for one that is not genuine: whoever tries numbers learns nothing.
 */
export async function readShortCode(id: string, seal: unknown): Promise<ShortVerdict> {
  const named = SHORT_ID.exec(id)
  const sealed = typeof seal === 'string' ? SEAL.exec(seal) : null
  const at = new Date(Number.parseInt(named?.[3] ?? '', 36))
  if (!named || !sealed || Number.isNaN(at.getTime())) return { verdict: 'altered' }
  const short = {
    number: Number(named[1]),
    briefVersion: Number(named[2]),
    issuedAt: at.toISOString(),
    brief: hexOf(sealed[2]),
    decisions: hexOf(sealed[3]),
  }
  const known = await findCertificateKey(sealed[1])
  if (!known) return { verdict: 'unknown_key' }
  const signature = Buffer.from(sealed[4], 'base64url')
  if (!verify(null, said(short), known.key, signature)) return { verdict: 'altered' }
  if (known.retiredAt && at > known.retiredAt) return { verdict: 'retired' }
  return { verdict: 'genuine', short }
}

function signatureOf(short: ShortForm, key: CertificateKey): Buffer {
  return sign(null, said(short), key.privateKey)
}

/** Begins with its purpose, so that no signature of a whole certificate can stand for it, or the other way round. */
function said(short: ShortForm): Buffer {
  return Buffer.from(`countersign/short-certificate/1\n${canonicalJson(short)}`)
}

function packed(bytes: Buffer): string {
  return bytes.toString('base64url')
}

function hexOf(text: string): string {
  return Buffer.from(text, 'base64url').toString('hex')
}
