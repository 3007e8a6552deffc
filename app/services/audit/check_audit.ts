import logger from '@adonisjs/core/services/logger'
import { readHead } from '#services/audit/audit_head'
import { system } from '#services/actor'
import { recordVerdict } from '#services/audit/record_verdict'
import { findingWords } from '#services/audit/verdict_words'
import { verifyAudit } from '#services/audit/verify_audit'

/** Verifies the audit without anybody asking: what came of it stands in the audit, each finding in the log. */
export async function checkAudit(): Promise<void> {
  const verdict = await verifyAudit({ noted: await readHead() })
  for (const finding of verdict.findings) logger.error({ finding }, findingWords(finding))
  await recordVerdict(verdict, system)
}
