import { Conflict, NotFound, Refusal } from '#exceptions/refusals'
import type Pin from '#models/pin'
import User from '#models/user'
import clock from '#services/clock'
import { threadOf } from '#services/proofing/answer_pin'
import { recordSaid } from '#services/proofing/record_said'
import type { Speaker } from '#services/proofing/speaker'
import {
  findPin,
  findVersion,
  withLockedProof,
  type LockedProof,
} from '#services/proofing/with_locked_proof'
import type { Standing, Workflow } from '#workflows/workflow'
import { concerns, transitionNamed } from '#workflows/workflow'

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

/** Whoever may deliver or decide, at whatever status, may say that a pin is done. */
export function mayResolveAny(workflow: Workflow, standing: Standing): boolean {
  return ['deliver', 'judge'].some((name) => {
    const transition = transitionNamed(workflow, name)
    return transition !== undefined && concerns(transition, standing)
  })
}

function refuseOthers({ workflow, standing, by, guest }: LockedProof, pin: Pin): void {
  const isOwn = guest ? pin.guestId === guest.id : pin.authorId === by!.id
  // Of pins of other guests a guest knows nothing, not even that they are there.
  if (guest && !isOwn && pin.guestId !== null) throw new NotFound()
  if (isOwn || (!guest && mayResolveAny(workflow, standing))) return
  throw new Refusal('proofing.resolve_not_yours')
}

async function doneBy({ trx, guest }: LockedProof, { number, resolvedBy }: Pin): Promise<Conflict> {
  const user = resolvedBy ? await User.find(resolvedBy, { client: trx }) : null
  if (!user || guest) return new Conflict('proofing.is_done', { number })
  return new Conflict('proofing.is_done_by', { number, name: user.fullName }, user)
}

async function countOpen({ deliverable, ticket }: LockedProof, by: 1 | -1): Promise<void> {
  await deliverable.merge({ openPins: Math.max(0, deliverable.openPins + by) }).save()
  await ticket.merge({ openPins: Math.max(0, ticket.openPins + by), updatedAt: clock.now() }).save()
}
