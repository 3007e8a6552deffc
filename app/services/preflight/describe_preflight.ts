import type { I18n } from '@adonisjs/i18n'
import type { PreflightOutcome } from '#services/preflight/check_delivered'
import type { CheckResult } from '#services/preflight/judge_file'
import { sizeOf } from '#services/words/size_of'

export interface ShownPreflight {
  /** What it comes to, in words. */
  word: string
  tone: 'done' | 'stop' | 'wait' | 'rest'
  glyph: string
  checks: {
    rule: string
    text: string
    verdict: CheckResult['verdict']
    tone: string
    glyph: string
  }[]
  /** Fails, and nobody said why it may. */
  isFailing: boolean
  /** Why it may stay, in the words of whoever said so. */
  reason: string | null
}

const LOOKS = {
  passed: { tone: 'done', glyph: 's-done' },
  failed: { tone: 'stop', glyph: 's-stop' },
  unknown: { tone: 'rest', glyph: 's-half' },
} as const

/** The outcome of a file's checks in words; null when no rule was about it. */
export function describePreflight(
  file: { preflight: unknown; preflightReason: string | null; preview?: string | null },
  i18n: I18n
): ShownPreflight | null {
  const outcome = (file.preflight ?? []) as PreflightOutcome[]
  const checks = outcome.flatMap(({ rule, results }) =>
    results.map((result) => ({
      rule,
      verdict: result.verdict,
      text: sayCheck(result, file.preview === 'waiting', i18n),
      ...LOOKS[result.verdict],
    }))
  )
  if (checks.length === 0) return null
  const failed = checks.filter(({ verdict }) => verdict === 'failed').length
  const unknown = checks.some(({ verdict }) => verdict === 'unknown')
  const isFailing = failed > 0 && file.preflightReason === null
  const key = isFailing ? 'failed' : failed > 0 ? 'overridden' : unknown ? 'unknown' : 'passed'
  const look = {
    failed: LOOKS.failed,
    overridden: { tone: 'wait', glyph: 's-done' } as const,
    unknown: LOOKS.unknown,
    passed: LOOKS.passed,
  }[key]
  return {
    word: i18n.t(`preflight.word.${key}`, { failed }),
    ...look,
    checks,
    isFailing,
    reason: file.preflightReason,
  }
}

function sayCheck(
  { check, verdict, expected, found }: CheckResult,
  isWaiting: boolean,
  i18n: I18n
) {
  const value = (raw: string | number | null): string => {
    if (raw === null) return ''
    if (check === 'weight') return sizeOf(Number(raw), i18n.locale)
    if (check === 'shortest' || check === 'longest') {
      return i18n.formatNumber(Number(raw), {
        style: 'unit',
        unit: 'second',
        maximumFractionDigits: 1,
      })
    }
    if (check === 'type') return String(raw).replaceAll(/\w+\//g, '').toUpperCase()
    if (check === 'colour') {
      const key = `preflight.colours.${raw}`
      return i18n.hasMessage(key) ? i18n.t(key) : String(raw)
    }
    return String(raw)
  }
  const state = verdict === 'unknown' && isWaiting ? 'reading' : verdict
  return i18n.t(`preflight.checks.${check}.${verdict === 'unknown' ? 'unknown' : 'known'}`, {
    expected: value(expected),
    found: value(found),
    state,
  })
}
