import type { ChangeWords } from '#services/reports/figure_words'
import type { MonthlyContext } from '#services/reports/monthly/monthly_context'
import { rateKpis, type KpiKey } from '#services/reports/monthly/rate_kpis'
import { targetWords } from '#services/reports/monthly/target_words'

/** A colour is never alone: its word and its shape stand beside it. */
const LOOKS = {
  green: { tone: 'done', glyph: 's-done' },
  amber: { tone: 'wait', glyph: 's-half' },
  red: { tone: 'stop', glyph: 's-late' },
  grey: { tone: 'rest', glyph: 's-next' },
} as const

export interface KpiWords {
  key: KpiKey
  label: string
  value: string
  look: { tone: string; glyph: string; label: string } | null
  target: string
  change: ChangeWords | null
}

/** The key figures of a month in words, each with its target and what changed since the month before. */
export function describeKpis({ figures, before, i18n, words }: MonthlyContext): KpiWords[] {
  const t = (key: string, values = {}) => i18n.t(`monthly.${key}`, values)
  const earlier = before && rateKpis(before.figures)
  return rateKpis(figures).map(({ key, value, kind, better, target, rag }, at) => ({
    key,
    label: t(`kpi.${key}`),
    value: words.figure(value, kind),
    look: rag && { ...LOOKS[rag], label: t(`rag.${rag}`) },
    target:
      target === null
        ? t('target.none')
        : t(`target.${better}`, { target: targetWords(target, kind, i18n) }),
    change: earlier && words.change(value, earlier[at].value, kind, better),
  }))
}
