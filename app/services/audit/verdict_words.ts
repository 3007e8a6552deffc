import i18nManager from '@adonisjs/i18n/services/main'
import type { AuditVerdict, Finding } from '#services/audit/finding'

/**
 * What a check of the audit says to whoever asked for it.
 * @param seconds how long it took
 */
export function verdictWords(verdict: AuditVerdict, seconds: number, locale = 'en') {
  const i18n = i18nManager.locale(locale)
  const { sealed, held, unsealed, head } = verdict
  const facts = [
    i18n.t('audit.verdict.held', { held, sealed, seconds: seconds.toFixed(1) }),
    i18n.t('audit.verdict.unsealed', { count: unsealed }),
    head && i18n.t('audit.verdict.head', { head }),
  ].filter((line) => line !== null && line !== '') as string[]
  return {
    facts,
    findings: verdict.findings.map((finding) => findingWords(finding, locale)),
    whole: i18n.t('audit.verdict.whole'),
  }
}

/** One finding as a sentence. */
export function findingWords(finding: Finding, locale = 'en'): string {
  const { kind, event = 0, count = 1, name = '' } = finding
  const i18n = i18nManager.locale(locale)
  return i18n.t(`audit.findings.${kind}`, { event: String(event), count, name })
}
