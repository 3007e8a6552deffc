/** Tar counts in blocks. */
export const BLOCK = 512
/** The last number that eleven octal digits hold: 8 GB less one. */
const MOST = 0o77777777777

/** The ustar header (POSIX.1-1988) of a file that only its owner may read; the same two facts always give the same bytes. */
export function tarHeader(name: string, bytes: number): Buffer {
  if (Buffer.byteLength(name) > 100 || bytes > MOST) throw new Error(`tar cannot hold ${name}`)
  const header = Buffer.alloc(BLOCK)
  const put = (text: string, at: number) => header.write(text, at, 'latin1')
  header.write(name, 0, 'utf8')
  put('0000600\0', 100)
  put('0000000\0', 108)
  put('0000000\0', 116)
  put(`${octal(bytes, 11)}\0`, 124)
  put(`${octal(0, 11)}\0`, 136)
  put('        ', 148)
  put('0', 156)
  put('ustar\x0000', 257)
  const sum = header.reduce((total, byte) => total + byte, 0)
  put(`${octal(sum, 6)}\0 `, 148)
  return header
}

/**
 * Reads such a header and no other: a link, a directory, a long name or a single flipped bit is not understood. A library's
 * reader would accept those, and hold back extended headers of any size in memory.
 * @returns null when it is none
 */
export function readTarHeader(header: Buffer): { name: string; bytes: number } | null {
  const end = header.indexOf(0)
  const name = header.toString('utf8', 0, end === -1 || end > 100 ? 100 : end)
  const size = /^[0-7]{11}$/.exec(header.toString('latin1', 124, 135))
  if (!name || !size) return null
  const bytes = Number.parseInt(size[0], 8)
  return tarHeader(name, bytes).equals(header) ? { name, bytes } : null
}

/** The zeros that fill the last block of so many bytes. */
export function padding(bytes: number): Buffer {
  return Buffer.alloc((BLOCK - (bytes % BLOCK)) % BLOCK)
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0')
}
