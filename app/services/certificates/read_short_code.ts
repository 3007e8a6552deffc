import { verify } from 'node:crypto'
import { findCertificateKey } from '#services/certificates/find_certificate_key'
import { bytesOf, type ShortForm } from '#services/certificates/short_form'

const ID = /^([1-9]\d{0,8})\.([1-9]\d{0,8})\.([0-9a-z]{1,9})$/
const SEAL = /^([0-9a-f]{16})\.([\w-]{22})\.([\w-]{22})\.([\w-]{86})$/

export type ShortVerdict =
  { verdict: 'genuine'; short: ShortForm } | { verdict: 'altered' | 'unknown_key' | 'retired' }

/**
 * Judges a printed code (short_address.ts). Nothing of a ticket is looked up for it: whoever tries numbers learns nothing.
 */
export async function readShortCode(id: string, seal: unknown): Promise<ShortVerdict> {
  const named = ID.exec(id)
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
  if (!verify(null, bytesOf(short), known.key, signature)) return { verdict: 'altered' }
  if (known.retiredAt && at > known.retiredAt) return { verdict: 'retired' }
  return { verdict: 'genuine', short }
}

function hexOf(text: string): string {
  return Buffer.from(text, 'base64url').toString('hex')
}
