import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Head } from '#services/backup/format'

/** A value that tells this key from another one and from which the key cannot be found. */
export function checkOfKey(appKey: string): Head['key'] {
  const salt = randomBytes(16)
  return { salt: salt.toString('hex'), check: derive(appKey, salt, 'check').toString('hex') }
}

/** True when the backup comes from an installation with this key. */
export function isKeyOf({ key }: Head, appKey: string): boolean {
  const mine = derive(appKey, Buffer.from(key.salt, 'hex'), 'check')
  const theirs = Buffer.from(key.check, 'hex')
  return mine.length === theirs.length && timingSafeEqual(mine, theirs)
}

/** What only somebody with the key can write below a digest. */
export function sealDigest({ key }: Head, appKey: string, digest: Buffer): Buffer {
  const secret = derive(appKey, Buffer.from(key.salt, 'hex'), 'seal')
  return createHmac('sha256', secret).update(digest).digest()
}

function derive(appKey: string, salt: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', appKey, salt, `countersign backup ${purpose}`, 32))
}
