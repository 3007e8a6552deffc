import Ticket from '#models/ticket'
import type User from '#models/user'
import { mintDecisionLink } from '#services/decisions/mint_decision_link'

/** The path of a link to decide a ticket as it waits now, as the mail to this person would carry it. */
export async function linkFor(user: User, { id }: { id: number }): Promise<string> {
  const minted = await mintDecisionLink(user.id, await Ticket.findOrFail(id))
  if (!minted) throw new Error(`#${id} does not wait for ${user.username}.`)
  return new URL(minted.href).pathname
}
