import { Invalid } from '#exceptions/refusals'
import clock from '#services/clock'
import { LONGEST_MESSAGE, MOST_MESSAGES } from '#services/guests/limits'
import type { GuestVisit } from '#services/guests/open_visit'
import { withHeldLink, type HeldLink } from '#services/guests/with_held_link'
import { announce } from '#services/live/announce'
import { tell } from '#services/notifications/tell'
import { plainLines } from '#services/words/plain_lines'

/**
 * Keeps what a guest writes to his hosts; who made the link and who does the work are told.
 * @throws NotFound when the link has ended, Conflict `busy`, Invalid 422 `body`
 */
export async function sayAsGuest(
  { guest, review: link }: GuestVisit,
  typed: string
): Promise<void> {
  const body = messageOf(typed)
  await withHeldLink(link, async (held) => {
    const { trx, review, ticket } = held
    await refuseFlood(held)
    const [row] = await trx
      .table('guest_messages')
      .insert({
        guest_review_id: review.id,
        guest_id: guest.id,
        body,
        created_at: clock.now().toJSDate(),
      })
      .returning('id')
    const ids = [review.createdBy, ticket.assigneeId].filter((id) => id !== null)
    await tell(
      trx,
      {
        eventKey: `guest_message:${row.id ?? row}`,
        ticket,
        activityId: null,
        actorId: null,
        isInternal: false,
      },
      [
        {
          to: { ids },
          kind: 'guest_said',
          details: { guest: guest.name, name: review.label, guestId: guest.id },
        },
      ]
    )
    await announce(trx, { ticket: ticket.id })
  })
}

/**
 * A message as it is kept.
 * @throws Invalid 422 `body`
 */
export function messageOf(typed: string): string {
  const body = plainLines(typed).trim()
  if (!body) throw new Invalid('body', 'guests.no_message')
  if ([...body].length > LONGEST_MESSAGE) {
    throw new Invalid('body', 'guests.message_too_long', { most: LONGEST_MESSAGE })
  }
  return body
}

async function refuseFlood({ trx, review }: HeldLink): Promise<void> {
  const { count } = await trx
    .from('guest_messages')
    .where('guest_review_id', review.id)
    .count('* as count')
    .first()
  if (Number(count) >= MOST_MESSAGES) throw new Invalid('body', 'guests.full_thread')
}
