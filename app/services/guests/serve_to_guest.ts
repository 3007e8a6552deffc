import type { HttpContext } from '@adonisjs/core/http'
import { NotFound } from '#exceptions/refusals'
import type Attachment from '#models/attachment'
import { findGuestFile } from '#services/guests/find_guest_file'
import { openVisit } from '#services/guests/open_visit'

/**
 * Answers a guest with a file of what his link shows. His browser keeps nothing: it may be anybody's, and the link may end.
 * @throws NotFound
 */
export async function serveToGuest(
  ctx: HttpContext,
  serve: (ctx: HttpContext, file: Attachment) => Promise<void>
): Promise<void> {
  const visit = await openVisit(ctx)
  if (!visit?.guest) throw new NotFound()
  await serve(ctx, await findGuestFile(visit, Number(ctx.params.id)))
  ctx.response.header('cache-control', 'no-store')
}
