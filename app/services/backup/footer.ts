/** Bytes of the footer. */
export const FOOTER = 256

const MARK = 'countersign-backup'

export interface Footer {
  format: number
  /** Bytes before it. */
  bytes: number
  seal: Buffer
  sha256: Buffer
}

/** The part of the footer that its own SHA-256 covers. */
export function footerStart(format: number, bytes: number, seal: Buffer): Buffer {
  return Buffer.from(
    `\n${MARK} ${String(format).padStart(4, '0')}\nbytes ${String(bytes).padStart(16, '0')}\nseal ${seal.toString('hex')}\n`
  )
}

export function footerEnd(start: Buffer, sha256: Buffer): Buffer {
  const text = `sha256 ${sha256.toString('hex')}`
  return Buffer.from(`${text.padEnd(FOOTER - start.length - 1)}\n`)
}

const WHOLE = new RegExp(
  `^\\n${MARK} (\\d{4})\\nbytes (\\d{16})\\nseal ([0-9a-f]{64})\\nsha256 ([0-9a-f]{64}) *\\n$`
)

/** @returns null when these bytes are no footer */
export function readFooter(bytes: Buffer): Footer | null {
  const found = WHOLE.exec(bytes.toString('latin1'))
  if (!found) return null
  const [, format, before, seal, sha256] = found
  return {
    format: Number(format),
    bytes: Number(before),
    seal: Buffer.from(seal, 'hex'),
    sha256: Buffer.from(sha256, 'hex'),
  }
}
