import { Invalid, NotFound } from '#exceptions/refusals'
import clock from '#services/clock'
import { authorOf } from '#services/proofing/add_pin'
import { findPin } from '#services/proofing/find_on_proof'
import { MOST_ANSWERS } from '#services/proofing/limits'
import { recordSaid, whoHears } from '#services/proofing/record_said'
import { saidBody } from '#services/proofing/said_body'
import type { Speaker } from '#services/proofing/speaker'
import { withLockedProof, type LockedProof } from '#services/proofing/with_locked_proof'

/**
 * Answers a pin, open or checked off, and tells who spoke there and who does the work.
 * @returns names of people who were mentioned and may not see the ticket
 * @throws NotFound, Refusal 403, Conflict 409, Invalid 422 `body`
 */
export async function answerPin(
  ticketId: number,
  deliverableId: number,
  number: number,
  form: { body?: string | null },
  speaker: Speaker
): Promise<{ unseeing: string[] }> {
  return withLockedProof(ticketId, deliverableId, speaker, async (proof) => {
    const { trx, ticket } = proof
    const pin = await findPin(proof, number)
    // A guest talks where he began: of other threads he reads no answers.
    if (proof.guest && pin.guestId !== proof.guest.id) throw new NotFound()
    const body = saidBody(form.body)
    if (pin.commentCount > MOST_ANSWERS) {
      throw new Invalid('body', 'proofing.too_many_answers', { most: MOST_ANSWERS })
    }
    const threadIds = await threadOf(proof, pin.id)
    await trx.table('pin_comments').insert({ pin_id: pin.id, body, ...authorOf(proof) })
    await pin.merge({ commentCount: pin.commentCount + 1 }).save()
    await ticket.merge({ updatedAt: clock.now() }).save()
    const unseeing = await recordSaid(proof, {
      action: 'pin_answered',
      kind: 'pin_answered',
      number,
      body,
      threadIds,
      to: whoHears(proof),
    })
    return { unseeing }
  })
}

/** Everybody of the desk who wrote at a pin. */
export async function threadOf({ trx }: LockedProof, pinId: number): Promise<number[]> {
  const rows = await trx
    .from('pin_comments')
    .where('pin_id', pinId)
    .whereNotNull('author_id')
    .distinct('author_id')
  return rows.map((row) => row.author_id)
}
