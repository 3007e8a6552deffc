const TIME = /^(?:(?:(\d{1,2}):)?([0-5]?\d):)?(\d{1,5})(?:[.,](\d{1,3}))?$/

/**
 * A place in a film as people type it: "12", "0:12", "1:02:03.5".
 * @returns milliseconds; null for everything else
 */
export function readTime(typed: string): number | null {
  const match = TIME.exec(typed.trim())
  if (!match) return null
  const [, hours = 0, minutes, seconds, parts = ''] = match
  if (minutes !== undefined && Number(seconds) > 59) return null
  const whole = Number(hours) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds)
  return whole * 1000 + Number(parts.padEnd(3, '0'))
}

/** The same place in words: "0:12", "1:02:03.5". */
export function sayTime(ms: number): string {
  const tenths = Math.round(ms / 100)
  const seconds = Math.floor(tenths / 10)
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  const two = (value: number) => String(value).padStart(2, '0')
  const rest = `${two(seconds % 60)}${tenths % 10 ? `.${tenths % 10}` : ''}`
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`
}
