import type { Certificate } from '#services/certificates/certificate'
import { canonicalJson } from '#services/certificates/canonical_json'

/** What the code of a printed certificate carries: little, and signed on its own. */
export interface ShortForm {
  number: number
  briefVersion: number
  issuedAt: string
  /** The first 128 bits of the two hashes, in hex. */
  brief: string
  decisions: string
}

const HASH = 32

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

/**
 * The bytes that are signed. They begin with their purpose, so that no signature of a whole certificate can stand for one of
 * a code, or the other way round.
 */
export function bytesOf(short: ShortForm): Buffer {
  return Buffer.from(`countersign/short-certificate/1\n${canonicalJson(short)}`)
}
