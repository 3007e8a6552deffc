import { Refusal } from '#exceptions/refusals'

/** 503: the place where files lie does not answer, or not as it should. What a person reads is calm; the log has the cause. */
export class StorageAway extends Refusal {
  constructor(options?: ErrorOptions) {
    super('files.storage_away', {}, 503)
    this.cause = options?.cause
  }
}

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

/** True when an error, or what caused it, says that there is no room left. */
export function isFull(error: unknown): boolean {
  for (const one of causes(error)) if (FULL.has(String(one.code))) return true
  return false
}

/** True when an error, or what caused it, says that files cannot be reached. */
export function isAway(error: unknown): boolean {
  for (const one of causes(error)) if (one instanceof StorageAway) return true
  return false
}

function* causes(error: unknown): Generator<NodeJS.ErrnoException & { cause?: unknown }> {
  let one = error as any
  for (let depth = 0; one && typeof one === 'object' && depth < 5; depth += 1) {
    yield one
    one = one.cause
  }
}

/** What the disk, or the line to it, says: one line for the log and for admins. An answer without words has its status. */
export function reasonOf(error: any): string {
  const { code, name, message, $metadata: told } = error?.cause ?? error
  const isMute = !message || message === 'UnknownError'
  if (isMute) return `HTTP ${told?.httpStatusCode ?? code ?? '?'}`
  return `${code ?? name}: ${message}`.slice(0, 300).replace(/\.$/, '')
}
