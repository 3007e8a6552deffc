import type { PreflightChecks } from '#models/preflight_rule'

/** What is known of a file; null for what nobody could read, or not yet. */
export interface FileFacts {
  mime: string
  bytes: number
  width: number | null
  height: number | null
  durationMs: number | null
  /** As sharp names it: srgb, cmyk, b-w, grey16. */
  colourSpace: string | null
}

export type Check = 'size' | 'ratio' | 'shortest' | 'longest' | 'weight' | 'type' | 'colour'

export interface CheckResult {
  check: Check
  /** `unknown` while its facts are read, and for facts that cannot be read; nothing is held against the file then. */
  verdict: 'passed' | 'failed' | 'unknown'
  expected: string | number
  found: string | number | null
}

/** One part in two hundred: 1080 × 1350 is 4:5, and so is 1081 × 1350. */
const RATIO_ROOM = 0.005

/** Judges a file by one rule. Pure. @returns one result for each thing the rule asks; none when it is about other files */
export function judgeFile(facts: FileFacts, checks: PreflightChecks): CheckResult[] {
  if (!isAbout(facts.mime, checks)) return []
  const { width, height, durationMs, bytes } = facts
  const seconds = durationMs === null ? null : durationMs / 1000
  const pixels = width && height ? `${width} × ${height}` : null
  const results: CheckResult[] = []
  const judge = (
    check: Check,
    expected: string | number,
    found: string | number | null,
    isGood: () => boolean
  ) => {
    const verdict = found === null ? 'unknown' : isGood() ? 'passed' : 'failed'
    results.push({ check, verdict, expected, found })
  }
  const { sizes, ratios, types, shortest, longest, colourSpace } = checks
  if (sizes) {
    judge('size', sizes.map(([w, h]) => `${w} × ${h}`).join(', '), pixels, () =>
      sizes.some(([w, h]) => w === width && h === height)
    )
  }
  if (ratios) {
    judge('ratio', ratios.map(([w, h]) => `${w}:${h}`).join(', '), pixels, () =>
      ratios.some(([w, h]) => Math.abs((width! * h) / (height! * w) - 1) <= RATIO_ROOM)
    )
  }
  if (shortest) judge('shortest', shortest, seconds, () => seconds! >= shortest)
  // A film of 15 s has a frame or two more.
  if (longest) judge('longest', longest, seconds, () => seconds! <= longest + 0.1)
  if (checks.bytes) judge('weight', checks.bytes, bytes, () => bytes <= checks.bytes!)
  if (types) judge('type', types.join(', '), facts.mime, () => types.includes(facts.mime))
  if (colourSpace) {
    const found = spaceOf(facts.colourSpace)
    judge('colour', colourSpace, found, () => found === colourSpace)
  }
  return results
}

function isAbout(mime: string, { media }: PreflightChecks): boolean {
  if (media === 'any') return true
  return media === 'pdf' ? mime === 'application/pdf' : mime.startsWith(`${media}/`)
}

function spaceOf(name: string | null): string | null {
  if (name === null) return null
  if (/^(b-w|grey16|multiband-grey)$/.test(name)) return 'grey'
  if (/rgb/.test(name)) return 'rgb'
  return name
}
