import type { Workflow } from '#workflows/workflow'

/** Moves by which the requester says his word: he confirms or closes what is done, or answers what he was asked. */
const WORDS = new Set(['confirm', 'close', 'answer'])

/** The statuses of a workflow in which the requester has to act next. */
export function requestersTurns({ transitions }: Workflow): string[] {
  return transitions.filter(({ name }) => WORDS.has(name)).flatMap(({ from }) => from)
}
