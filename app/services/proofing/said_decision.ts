import type { ProofDecision } from '#models/deliverable'
import type { Words } from '#services/activity/describe_activity'

const LOOKS: Record<ProofDecision, { tone: string; glyph: string }> = {
  approved: { tone: 'done', glyph: 's-done' },
  approved_with_changes: { tone: 'ready', glyph: 's-approved' },
  changes_required: { tone: 'wait', glyph: 's-half' },
}

/** A decision as it stands beside a name. */
export function saidDecision(decision: ProofDecision, { i18n }: Pick<Words, 'i18n'>) {
  return { ...LOOKS[decision], value: decision, label: i18n.t(`proof.decision.${decision}`) }
}
