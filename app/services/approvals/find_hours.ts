import DeadlineRule from '#models/deadline_rule'
import type { DeadlineQuestion } from '#services/tickets/compute_deadline'

/** Hours a ticket may take; null when no rule speaks of it. */
export type FindHours = (question: DeadlineQuestion) => number | null

/** The deadline rules in one query, for lists; the most specific one wins, as in computeDeadline. */
export async function findHours(): Promise<FindHours> {
  const rules = await DeadlineRule.all()
  return ({ workflow, requestTypeId, priority, criteria }) => {
    const weight = (rule: DeadlineRule) => (rule.requestTypeId ? 2 : 0) + (rule.criteria ? 1 : 0)
    const [best] = rules
      .filter((rule) => rule.workflow === workflow && rule.priority === priority)
      .filter((rule) => !rule.requestTypeId || rule.requestTypeId === requestTypeId)
      .filter((rule) => !rule.criteria || rule.criteria === criteria)
      .sort((a, b) => weight(b) - weight(a))
    return best ? Number(best.hours) : null
  }
}
