import { NotFound, Refusal } from '#exceptions/refusals'
import type Pin from '#models/pin'
import type { LockedProof } from '#services/proofing/with_locked_proof'
import { concerns, transitionNamed, type Standing, type Workflow } from '#workflows/workflow'

/** Whoever may deliver or decide, at whatever status, may say that a pin is done. */
export function mayResolveAny(workflow: Workflow, standing: Standing): boolean {
  return ['deliver', 'judge'].some((name) => {
    const transition = transitionNamed(workflow, name)
    return transition !== undefined && concerns(transition, standing)
  })
}

/**
 * Its author and those checks a pin off, or opens it again.
 * @throws Refusal 403 for everybody else
 */
export function refuseOthers({ workflow, standing, by, guest }: LockedProof, pin: Pin): void {
  const isOwn = guest ? pin.guestId === guest.id : pin.authorId === by!.id
  // Of pins of other guests a guest knows nothing, not even that they are there.
  if (guest && !isOwn && pin.guestId !== null) throw new NotFound()
  if (isOwn || (!guest && mayResolveAny(workflow, standing))) return
  throw new Refusal('proofing.resolve_not_yours')
}
