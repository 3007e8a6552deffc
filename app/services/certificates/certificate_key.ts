import {
  createHash,
  createPrivateKey,
  createPublicKey,
  hkdfSync,
  type KeyObject,
} from 'node:crypto'
import env from '#start/env'

/** An Ed25519 private key in PKCS #8 is these bytes and a seed of 32 (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** The key pair that signs certificates. */
export interface CertificateKey {
  /** First 16 hex digits of the SHA-256 of the public key. */
  id: string
  privateKey: KeyObject
  /** SPKI in DER, base64. */
  publicKey: string
}

/**
 * The key of this desk, made from APP_KEY by HKDF: the same on every node, after every start and after a restore, and one
 * secret less to keep.
 */
export function certificateKey(secret: string = env.get('APP_KEY').release()): CertificateKey {
  const kept = made.get(secret)
  if (kept) return kept
  const seed = hkdfSync('sha256', secret, 'countersign', 'approval certificate, Ed25519, 1', 32)
  const privateKey = createPrivateKey({
    key: Buffer.concat([PKCS8, Buffer.from(seed)]),
    format: 'der',
    type: 'pkcs8',
  })
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
  const key = { id: keyIdOf(spki), privateKey, publicKey: spki.toString('base64') }
  made.clear()
  made.set(secret, key)
  return key
}

/** What names a public key. @param spki in DER */
export function keyIdOf(spki: Buffer): string {
  return createHash('sha256').update(spki).digest('hex').slice(0, 16)
}

const made = new Map<string, CertificateKey>()
