import { hashDecisions, type BareDecision } from '#services/certificates/load_decisions'
import type { ShortForm } from '#services/certificates/short_form'

/** What is voided bears the moment at which that was done; others see it with its commit, by clocks of their own. */
const APART = 60_000

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
  for (const apart of [0, -APART, APART]) {
    const moment = new Date(Date.parse(issuedAt) + apart).toISOString()
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
