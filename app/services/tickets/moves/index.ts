import { creativeMoves } from '#services/tickets/moves/creative'
import type { Move } from '#services/tickets/moves/move'
import { supportMoves } from '#services/tickets/moves/support'

/** What each transition of each workflow does. A new workflow is one more file and one more entry. */
export const moves: Record<string, Record<string, Move>> = {
  creative: creativeMoves,
  support: supportMoves,
}
