/** Writes measured figures into the output of a test: they go into the notes of a release. */
export function figures(what: string, values: Record<string, number | string>): void {
  const words = Object.entries(values).map(([name, value]) => `${name} ${show(value)}`)
  process.stdout.write(`    ${what}: ${words.join(', ')}\n`)
}

/** The value that this share of all stays below, e.g. 0.95. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/** Runs something and says how long it took, in milliseconds. */
export async function timed<Result>(work: () => Promise<Result>) {
  const began = performance.now()
  const result = await work()
  return { result, ms: performance.now() - began }
}

function show(value: number | string): string {
  return typeof value === 'number' ? String(Math.round(value * 10) / 10) : value
}
