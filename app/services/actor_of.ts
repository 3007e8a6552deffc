import type { HttpContext } from '@adonisjs/core/http'
import type { Actor } from '#services/actor'

/** The signed-in person of a page request as an actor. */
export function actorOf({ auth, request }: HttpContext): Actor {
  return { by: auth.getUserOrFail() as Actor['by'], channel: 'web', address: request.ip() }
}
