import type Ticket from '#models/ticket'
import type { CertifiedStep } from '#services/certificates/certificate'
import type { BareDecision } from '#services/certificates/load_decisions'
import { findWorkflow } from '#workflows/index'

export type Asked = Pick<Ticket, 'workflow' | 'briefVersion' | 'round' | 'waitingStep'>

/** How a ticket stands: the sentence is `certificate.standing.<words>`. */
export interface Stand {
  steps: (Omit<CertifiedStep, 'by'> & { by: number | null })[]
  isApproved: boolean
  words: 'approved' | 'skipped' | 'rejected' | 'waits' | 'no_steps'
}

/**
 * What the decisions say of the present brief version: one that was given for another version or round, or voided, does not
 * count.
 */
export function standOfSteps(ticket: Asked, decisions: BareDecision[]): Stand {
  const valid = decisions.filter(
    ({ voidedAt, briefVersion, round }) =>
      voidedAt === null && briefVersion === ticket.briefVersion && round === ticket.round
  )
  const steps = findWorkflow(ticket.workflow).steps.map((step) => {
    const given = valid.findLast((one) => one.step === step)
    const state = given?.decision ?? (ticket.waitingStep === step ? 'waits' : 'open')
    return { step, state, by: given?.by ?? null, at: given?.at ?? null } as const
  })
  const isPassed = steps.every(({ state }) => state === 'approved' || state === 'skipped')
  const isApproved = isPassed && steps.some(({ state }) => state === 'approved')
  return { steps, isApproved, words: wordsFor(steps, isPassed, isApproved) }
}

function wordsFor(steps: Stand['steps'], isPassed: boolean, isApproved: boolean): Stand['words'] {
  if (steps.length === 0) return 'no_steps'
  if (isApproved) return 'approved'
  if (isPassed) return 'skipped'
  return steps.some(({ state }) => state === 'rejected') ? 'rejected' : 'waits'
}
