/** A number of bytes as people read it: kilobytes, from a million on megabytes with a digit, from a billion on gigabytes. */
export function sizeOf(bytes: number, locale: string): string {
  const [unit, by, digits] = unitOf(bytes)
  const format = { style: 'unit', unit, maximumFractionDigits: digits } as const
  const least = bytes === 0 ? 0 : 1 / 10 ** digits
  return new Intl.NumberFormat(locale, format).format(Math.max(bytes / by, least))
}

function unitOf(bytes: number): [unit: string, by: number, digits: number] {
  if (bytes < 1e6) return ['kilobyte', 1e3, 0]
  return bytes < 1e9 ? ['megabyte', 1e6, 1] : ['gigabyte', 1e9, 1]
}
