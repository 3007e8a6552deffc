import { Conflict } from '#exceptions/refusals'
import type Pin from '#models/pin'
import User from '#models/user'
import clock from '#services/clock'
import { threadOf } from '#services/proofing/answer_pin'
import { countOpen } from '#services/proofing/count_open'
import { findPin, findVersion } from '#services/proofing/find_on_proof'
import { refuseOthers } from '#services/proofing/may_resolve'
import { recordSaid } from '#services/proofing/record_said'
import type { Speaker } from '#services/proofing/speaker'
import { withLockedProof, type LockedProof } from '#services/proofing/with_locked_proof'

/**
 * Checks a pin off on the version that is looked at (the newest one unless said): it stands on no later one.
 * @throws NotFound, Refusal 403 for others than its author and who delivers or decides, Conflict 409 when it is done
 */
export async function resolvePin(
  ticketId: number,
  deliverableId: number,
  number: number,
  { version }: { version?: number | null },
  speaker: Speaker
): Promise<void> {
  return withLockedProof(ticketId, deliverableId, speaker, async (proof) => {
    const { trx, by, guest, deliverable } = proof
    const pin = await findPin(proof, number)
    refuseOthers(proof, pin)
    if (pin.resolvedAt) throw await doneBy(proof, pin)
    const made = await proof.trx.from('attachments').where('id', pin.attachmentId).firstOrFail()
    const isLater = version && version >= made.version && version <= deliverable.versions
    const file = await findVersion(proof, isLater ? version : undefined)
    pin.useTransaction(trx)
    await pin
      .merge({
        resolvedAt: clock.now(),
        resolvedBy: guest ? null : by!.id,
        resolvedByGuest: guest?.id ?? null,
        resolvedOn: file.id,
      })
      .save()
    await countOpen(proof, -1)
    const said = { action: 'pin_resolved', kind: 'pin_resolved', number } as const
    await recordSaid(proof, { ...said, threadIds: await threadOf(proof, pin.id), to: ['thread'] })
  })
}

async function doneBy({ trx, guest }: LockedProof, { number, resolvedBy }: Pin): Promise<Conflict> {
  const user = resolvedBy ? await User.find(resolvedBy, { client: trx }) : null
  if (!user || guest) return new Conflict('proofing.is_done', { number })
  return new Conflict('proofing.is_done_by', { number, name: user.fullName }, user)
}
