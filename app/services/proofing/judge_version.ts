import { Conflict, Invalid, Refusal } from '#exceptions/refusals'
import type Attachment from '#models/attachment'
import { PROOF_DECISIONS, type ProofDecision } from '#models/deliverable'
import User from '#models/user'
import clock from '#services/clock'
import { findVersion } from '#services/proofing/find_on_proof'
import { MOST_DECISIONS } from '#services/proofing/limits'
import { recordSaid } from '#services/proofing/record_said'
import { saidBody } from '#services/proofing/said_body'
import type { Speaker } from '#services/proofing/speaker'
import { withLockedProof, type LockedProof } from '#services/proofing/with_locked_proof'
import { authorise } from '#services/tickets/with_locked_ticket'
import { transitionNamed } from '#workflows/workflow'

export interface Judgement {
  decision?: string | null
  note?: string | null
  /** The version that was looked at: only the newest is decided on. */
  version: number
}

/**
 * Decides on the newest version of a deliverable. Everybody's decision stays listed; the newest one counts. A guest's is
 * advice and counts for nobody. Never by who put that version on.
 * @throws NotFound, Refusal 403 with the reason, Conflict 409 when a newer version came meanwhile, Invalid 422 (`decision`,
 * `note`: wishes have to be said, in a pin or here; more than fit)
 */
export async function judgeVersion(
  ticketId: number,
  deliverableId: number,
  form: Judgement,
  speaker: Speaker
): Promise<ProofDecision> {
  return withLockedProof(ticketId, deliverableId, speaker, async (proof) => {
    const { trx, ticket, deliverable, guest, by, workflow } = proof
    if (!guest) authorise(proof, 'judge')
    const newest = await findVersion(proof)
    if (form.version !== newest.version) throw await newerOne(proof, newest)
    if (!guest && newest.uploaderId === by!.id) throw new Refusal('proofing.own_version')
    const { decision, note } = judged(form, deliverable.openPins)
    await refuseMore(proof)
    const now = clock.now()
    await trx.table('proof_decisions').insert({
      deliverable_id: deliverable.id,
      attachment_id: newest.id,
      decision,
      note,
      user_id: guest ? null : by!.id,
      guest_id: guest?.id ?? null,
      is_advice: guest !== null,
      created_at: now.toJSDate(),
    })
    if (!guest) await deliverable.merge({ decision, decidedBy: by!.id, decidedAt: now }).save()
    await ticket.merge({ updatedAt: now }).save()
    const { tells: to = [], kind = 'proof_decided' } = transitionNamed(workflow, 'judge') ?? {}
    await recordSaid(proof, {
      action: 'proof_decided',
      kind,
      to: [...to, ...(guest ? (['thread'] as const) : [])],
      details: { decision, version: newest.version, ...(note ? { note } : {}) },
    })
    return decision
  })
}

function judged({ decision, note: typed }: Judgement, openPins: number) {
  const chosen = PROOF_DECISIONS.find((one) => one === decision)
  if (!chosen) throw new Invalid('decision', 'proofing.choose')
  const note = typed?.trim() ? saidBody(typed, 'note') : ''
  if (chosen !== 'approved' && !note && openPins === 0)
    throw new Invalid('note', 'proofing.say_what')
  return { decision: chosen, note }
}

/** Guests fill up their own measure, never that of the desk. */
async function refuseMore({ trx, deliverable, guest }: LockedProof) {
  const { count } = await trx
    .from('proof_decisions')
    .where({ deliverable_id: deliverable.id, is_advice: guest !== null })
    .count('* as count')
    .first()
  if (Number(count) < MOST_DECISIONS) return
  throw new Invalid('decision', 'proofing.too_many_decisions', { most: MOST_DECISIONS })
}

async function newerOne({ trx, guest }: LockedProof, { version, uploaderId }: Attachment) {
  const { fullName, firstName } = await User.findOrFail(uploaderId, { client: trx })
  const name = guest ? firstName : fullName
  return new Conflict('proofing.newer_version', { version: version!, name })
}
