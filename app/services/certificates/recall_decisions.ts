import { hashDecisions, type BareDecision } from '#services/certificates/load_decisions'
import type { ShortForm } from '#services/certificates/short_code'

/** A decision bears the moment at which it was given; others see it with its commit, this much later at most. */
const COMMIT = 60_000

/**
 * The decisions as a certificate found them: those that stood there, voided as they were then. What was being committed just
 * then may be in it or not; its hash tells.
 * @param decisions all of the ticket, in the order of their ids
 * @returns null when the desk's rows were never what was signed
 */
export function recallDecisions(
  decisions: BareDecision[],
  { issuedAt, decisions: hash }: Pick<ShortForm, 'issuedAt' | 'decisions'>
): BareDecision[] | null {
  for (const slack of [0, COMMIT]) {
    const moment = new Date(Date.parse(issuedAt) - slack).toISOString()
    const then = decisions.map((one) =>
      one.voidedAt && one.voidedAt > moment ? { ...one, voidedAt: null } : one
    )
    for (let count = then.length; count >= 0; count--) {
      const some = then.slice(0, count)
      if (hashDecisions(some).startsWith(hash)) return some
    }
  }
  return null
}
