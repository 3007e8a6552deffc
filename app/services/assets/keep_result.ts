import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The kept result of a costly step, or the result of doing it now. `name` must contain a digest of everything the
 * result depends on. A disk that cannot be written only costs time at the next start.
 */
export function keepResult(directory: string, name: string, make: () => Buffer): Buffer {
  try {
    return readFileSync(join(directory, name))
  } catch {
    const result = make()
    writeResult(directory, name, result)
    return result
  }
}

/** Writes a result beside its place first, so that a second process never reads half a file. */
export function writeResult(directory: string, name: string, result: Buffer): void {
  const draft = join(directory, `${name}.${process.pid}`)
  try {
    mkdirSync(directory, { recursive: true })
    writeFileSync(draft, result)
    renameSync(draft, join(directory, name))
  } catch {}
}
