import { Invalid } from '#exceptions/refusals'
import clock from '#services/clock'
import { MOST_GUEST_PINS } from '#services/guests/limits'
import { findVersion } from '#services/proofing/find_on_proof'
import { MOST_PINS } from '#services/proofing/limits'
import { placeOf, type PlaceForm } from '#services/proofing/place_of'
import { recordSaid, whoHears } from '#services/proofing/record_said'
import { saidBody } from '#services/proofing/said_body'
import type { Speaker } from '#services/proofing/speaker'
import { withLockedProof, type LockedProof } from '#services/proofing/with_locked_proof'

export interface PinForm extends PlaceForm {
  body?: string | null
  /** The version it was made on; the newest one unless said. */
  version?: number | null
}

export interface AddedPin {
  number: number
  version: number
  /** Names of people who were mentioned and may not see the ticket. */
  unseeing: string[]
}

/**
 * Puts a numbered pin with its first words on a version of a deliverable. It stands on every later version too until
 * somebody checks it off.
 * @throws NotFound, Refusal 403 (planned people), Conflict 409 (taken away, closed), Invalid 422 (`body`, `shape`,
 * `points`, `page`, `at`, `until`)
 */
export async function addPin(
  ticketId: number,
  deliverableId: number,
  form: PinForm,
  speaker: Speaker
): Promise<AddedPin> {
  return withLockedProof(ticketId, deliverableId, speaker, async (proof) => {
    const { trx, ticket, deliverable } = proof
    const body = saidBody(form.body)
    const number = deliverable.nextPin
    if (number > MOST_PINS) throw tooMany(MOST_PINS)
    if (proof.guest) await refuseFlood(proof)
    const file = await findVersion(proof, form.version ?? undefined)
    const { points, page, shape, startMs, endMs } = placeOf(form, file)
    const [row] = await trx
      .table('pins')
      .insert({
        deliverable_id: deliverable.id,
        attachment_id: file.id,
        number,
        shape,
        page,
        points: JSON.stringify(points),
        start_ms: startMs,
        end_ms: endMs,
        ...authorOf(proof),
      })
      .returning('id')
    await trx.table('pin_comments').insert({ pin_id: row.id ?? row, body, ...authorOf(proof) })
    await deliverable.merge({ nextPin: number + 1, openPins: deliverable.openPins + 1 }).save()
    await ticket.merge({ openPins: ticket.openPins + 1, updatedAt: clock.now() }).save()
    const said = { action: 'pinned', kind: 'pinned', number, body, to: whoHears(proof) } as const
    return { number, version: file.version!, unseeing: await recordSaid(proof, said) }
  })
}

async function refuseFlood({ trx, deliverable }: LockedProof): Promise<void> {
  const { count } = await trx
    .from('pins')
    .where('deliverable_id', deliverable.id)
    .whereNotNull('guest_id')
    .count('* as count')
    .first()
  if (Number(count) >= MOST_GUEST_PINS) throw tooMany(MOST_GUEST_PINS)
}

const tooMany = (most: number) => new Invalid('body', 'proofing.too_many_pins', { most })

/** The columns that say whose words a row holds, and since when. */
export function authorOf({ by, guest }: LockedProof) {
  return {
    author_id: guest ? null : by!.id,
    guest_id: guest?.id ?? null,
    created_at: clock.now().toJSDate(),
  }
}
