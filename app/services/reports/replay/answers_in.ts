import { momentOf } from '#services/reports/replay/replayed'
import type { Story, Told } from '#services/reports/replay/story'
import { findWorkflow } from '#workflows/index'

/** Public words that only the handling side says. */
const ONLY_THEIRS = new Set(['asked_requester', 'resolved'])
const WORDS = new Set([...ONLY_THEIRS, 'commented', 'answered'])

/** What is written in one transaction lies this close together, in milliseconds. */
export const AT_ONCE = 10_000

/**
 * When the handling side first answered the requester, in milliseconds. Who was of that side when he wrote is not told, so
 * the recorded answer counts if somebody else than the requester spoke in that moment, or a merge brought it along; the
 * words that only the handling side says count in any case.
 */
export function answersIn({ facts }: Story, told: Told[]): number | null {
  if (findWorkflow(facts.workflow).clock !== 'creation') return null
  const words = told.filter((one) => isAnswer(one, facts.requester_id))
  const recorded = momentOf(facts.first_response_at)
  const isTold = (at: number) => words.some((one) => Math.abs(one.at - at) <= AT_ONCE)
  const wasMerged = told.some(({ action }) => action === 'received_merge')
  const known = told.findLast(({ kept }) => kept?.firstResponseAt !== undefined)?.kept
  const answered = known?.firstResponseAt ?? recorded
  // What a merge brings along lies before it; only what was kept says by which of them it came.
  const mayBeBrought = wasMerged && (!known || known.firstResponseAt !== null)
  if (answered !== null && (isTold(answered) || mayBeBrought)) return answered
  return words.find(({ action }) => ONLY_THEIRS.has(action))?.at ?? null
}

function isAnswer({ action, actorId, isInternal }: Told, requesterId: number): boolean {
  return WORDS.has(action) && !isInternal && actorId !== null && actorId !== requesterId
}
