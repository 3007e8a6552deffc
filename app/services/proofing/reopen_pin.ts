import { Conflict } from '#exceptions/refusals'
import { threadOf } from '#services/proofing/answer_pin'
import { countOpen } from '#services/proofing/count_open'
import { findPin } from '#services/proofing/find_on_proof'
import { refuseOthers } from '#services/proofing/may_resolve'
import { recordSaid } from '#services/proofing/record_said'
import type { Speaker } from '#services/proofing/speaker'
import { withLockedProof } from '#services/proofing/with_locked_proof'

/**
 * Opens a pin again that was checked off: it stands on the newest version again.
 * @throws as resolving does
 */
export async function reopenPin(
  ticketId: number,
  deliverableId: number,
  number: number,
  speaker: Speaker
): Promise<void> {
  return withLockedProof(ticketId, deliverableId, speaker, async (proof) => {
    const pin = await findPin(proof, number)
    refuseOthers(proof, pin)
    if (!pin.resolvedAt) throw new Conflict('proofing.is_open', { number })
    pin.useTransaction(proof.trx)
    await pin
      .merge({ resolvedAt: null, resolvedBy: null, resolvedByGuest: null, resolvedOn: null })
      .save()
    await countOpen(proof, 1)
    await recordSaid(proof, {
      action: 'pin_reopened',
      kind: 'pinned',
      number,
      threadIds: await threadOf(proof, pin.id),
      to: ['thread', 'assignee', 'collaborators'],
      details: { again: true },
    })
  })
}
