import type { HttpContext } from '@adonisjs/core/http'
import { Refusal } from '#exceptions/refusals'
import { viewingOf } from '#services/viewing/viewing_of'

/**
 * Refuses what is only read, but would be done in the name of the person as whom an admin views the desk.
 * @param key of refusals.json, names the person
 */
export function refuseWhileViewing(ctx: HttpContext, key: string): void {
  if (viewingOf(ctx)) throw new Refusal(key, { name: ctx.auth.getUserOrFail().fullName })
}
