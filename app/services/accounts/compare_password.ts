import { randomBytes } from 'node:crypto'
import hash from '@adonisjs/core/services/hash'

let dummy: Promise<string> | null = null

/**
 * Compares a password with a hash. Without a hash (unknown name, locked account) a hash of nothing is compared instead,
 * so that the answer takes as long and the real password is never looked at.
 */
export async function comparePassword(hashed: string | null, password: string): Promise<boolean> {
  const nothing = await dummyHash()
  if (hashed !== null) return hash.verify(hashed, password)
  await hash.verify(nothing, password)
  return false
}

/** Made once a process, at the first question, with today's cost. */
function dummyHash(): Promise<string> {
  dummy ??= hash.make(randomBytes(24).toString('base64url'))
  return dummy
}
