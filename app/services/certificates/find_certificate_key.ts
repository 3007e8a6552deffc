import { createPublicKey, type KeyObject } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { certificateKey } from '#services/certificates/certificate_key'

/** A public key of this desk, present or past. */
export interface KnownKey {
  publicKey: string
  key: KeyObject
  /** Since when another one signs. */
  retiredAt: Date | null
}

/** What `keyIdOf` gives; whoever brings a certificate may write anything. */
const KEY_ID = /^[0-9a-f]{16}$/

/** @returns null for a key that this desk never had */
export async function findCertificateKey(id: string): Promise<KnownKey | null> {
  const own = certificateKey()
  if (id === own.id) return known(own.publicKey, null)
  if (!KEY_ID.test(id)) return null
  const row = await db.from('certificate_keys').where('id', id).first()
  return row ? known(row.public_key, row.retired_at) : null
}

function known(publicKey: string, retiredAt: Date | null): KnownKey {
  const der = Buffer.from(publicKey, 'base64')
  return { publicKey, key: createPublicKey({ key: der, format: 'der', type: 'spki' }), retiredAt }
}
