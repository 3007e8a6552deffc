import type Approval from '#models/approval'
import type { Words } from '#services/activity/describe_activity'

/** A decision in words: whose, on which version, and whether it still counts. */
export function describeDecision(
  { step, decision, userId, reason, briefVersion, note, voidedAt, channel }: Approval,
  person: (id: number | null) => string,
  { i18n }: Words
) {
  const looks = {
    approved: ['done', 's-done'],
    rejected: ['stop', 's-stop'],
    skipped: ['rest', 's-skip'],
  } as const
  const [tone, glyph] = looks[decision]
  const isSilent = channel === 'web' || channel === 'system'
  return {
    tone: voidedAt ? 'rest' : tone,
    glyph,
    text: i18n.t(`history.decision.${decision}`, {
      step: i18n.t(`workflow.step.${step}`),
      name: person(userId),
      reason: reason ? i18n.t(`workflow.skip.${reason}`) : '',
    }),
    channel: isSilent
      ? null
      : i18n.t(`workflow.channel.${channel === 'email' ? 'mail_link' : channel}`),
    version: briefVersion,
    note: note || null,
    isVoid: voidedAt !== null,
  }
}
