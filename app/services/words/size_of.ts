/** A number of bytes as people read it: kilobytes, from a million on megabytes with a digit. */
export function sizeOf(bytes: number, locale: string): string {
  const [unit, by] = bytes < 1e6 ? ['kilobyte', 1e3] : ['megabyte', 1e6]
  const digits = bytes < 1e6 ? 0 : 1
  const format = { style: 'unit', unit: unit as string, maximumFractionDigits: digits } as const
  const least = bytes === 0 ? 0 : 1 / 10 ** digits
  return new Intl.NumberFormat(locale, format).format(Math.max(bytes / (by as number), least))
}
