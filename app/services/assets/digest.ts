import { createHash } from 'node:crypto'

/** Hex SHA-256 over the given parts, each closed by a zero byte so that borders count. */
export function digest(...parts: (string | Buffer)[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('\0')
  return hash.digest('hex')
}
