import type { HttpContext } from '@adonisjs/core/http'
import { NotFound } from '#exceptions/refusals'
import { openLink } from '#services/decisions/answer_link'
import { findLinkFile } from '#services/decisions/find_link_file'
import { serveThumbnail } from '#services/files/serve_file'

/** A picture of the brief, for whoever holds an open link. */
export default class ThumbnailsController {
  async show(ctx: HttpContext) {
    const link = await openLink(ctx)
    if (link?.isShut) throw new NotFound()
    await serveThumbnail(ctx, await findLinkFile(link, Number(ctx.params.id)))
    ctx.response.header('cache-control', 'no-store')
  }
}
