import { createHash } from 'node:crypto'
import { canonicalJson } from '#services/certificates/canonical_json'

/** SHA-256, in hex, of the canonical form of a value in UTF-8. */
export function digestOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value), 'utf8').digest('hex')
}
