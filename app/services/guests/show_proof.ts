import type { HttpContext } from '@adonisjs/core/http'
import { NotFound } from '#exceptions/refusals'
import type { GuestVisit } from '#services/guests/open_visit'

/** One of the deliverables of a link, for one guest. */
export async function showProof(ctx: HttpContext, { deliverables }: GuestVisit) {
  const deliverable = deliverables.find(({ id }) => id === Number(ctx.params.id))
  if (!deliverable) throw new NotFound()
  return ctx.response.redirect(`/review/${ctx.params.token}`)
}
