import type { HttpContext } from '@adonisjs/core/http'
import type GuestReview from '#models/guest_review'
import { limitTries } from '#services/accounts/limit_tries'

/** Counts one thing that a guest sends, for his address and for all of his link. */
export async function limitWords({ request }: HttpContext, { id }: GuestReview): Promise<void> {
  await limitTries('guest_words', { address: request.ip(), account: `link ${id}` })
}
