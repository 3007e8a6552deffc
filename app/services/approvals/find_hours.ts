import { chooseRule, loadRules, type DeadlineQuestion } from '#services/tickets/compute_deadline'

/** Hours a ticket may take; null when no rule speaks of it. */
export type FindHours = (question: DeadlineQuestion) => number | null

/** The deadline rules in one query, for lists. */
export async function findHours(): Promise<FindHours> {
  const rules = await loadRules()
  return (question) => chooseRule(rules, question)?.hours ?? null
}
