/** The fields of what came; none of what is no object. */
export function fields(value: unknown): Record<string, unknown> {
  return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {}
}

/** A whole number; null for everything else. */
export function signed(value: unknown): number | null {
  return Number.isSafeInteger(value) ? (value as number) : null
}

/** A whole number from 0 on; null for everything else. */
export function whole(value: unknown): number | null {
  const number = signed(value)
  return number !== null && number >= 0 ? number : null
}

/** Text that the database takes: no NUL, no half characters. */
export function clean(value: unknown, longest: number): string {
  if (typeof value !== 'string') return ''
  return value.replaceAll('\0', '\ufffd').slice(0, longest).toWellFormed().trim()
}
