/** Both ends included. */
export interface Range {
  start: number
  end: number
}

/**
 * Reads a Range header (RFC 9110, 14.1) for a body of so many bytes.
 * @returns the range; `whole` without one, for several ranges and for units we do not know; `impossible` for a 416
 */
export function parseRange(
  header: string | undefined,
  bytes: number
): Range | 'whole' | 'impossible' {
  const match = header?.match(/^bytes=(\d{0,15})-(\d{0,15})$/)
  if (!match || (match[1] === '' && match[2] === '')) return 'whole'
  if (match[1] === '') {
    const length = Number(match[2])
    if (length === 0 || bytes === 0) return 'impossible'
    return { start: Math.max(0, bytes - length), end: bytes - 1 }
  }
  const start = Number(match[1])
  const end = match[2] === '' ? bytes - 1 : Math.min(Number(match[2]), bytes - 1)
  if (match[2] !== '' && Number(match[2]) < start) return 'whole'
  return start >= bytes ? 'impossible' : { start, end }
}
