import type { HttpContext } from '@adonisjs/core/http'
import { viewingOf } from '#services/viewing/viewing_of'

/** As whom a page or a stream is made: a browser never mixes those of two (resources/js/live). */
export function viewerKey(ctx: HttpContext): string {
  const id = String(ctx.auth.user?.id ?? '')
  const viewing = viewingOf(ctx)
  return viewing ? `${viewing.by.id}-as-${id}` : id
}
