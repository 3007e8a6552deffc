import type { HttpContext } from '@adonisjs/core/http'

/** True when a live stream is asked for, and not a page. */
export function wantsStream({ request, route }: HttpContext): boolean {
  const accepted = request.header('accept', '')!
  return route?.pattern === '/live' && accepted.includes('text/event-stream')
}
