import type { HttpContext } from '@adonisjs/core/http'
import { Refusal } from '#exceptions/refusals'
import { openStream } from '#services/live/open_stream'
import { wantsStream } from '#services/live/wants_stream'

export default class StreamController {
  /** The live stream of this browser: what changed, never what it changed to. */
  async show(ctx: HttpContext) {
    if (!wantsStream(ctx)) throw new Refusal('live.no_page', {}, 406)
    openStream(ctx)
  }
}
