import type { HttpContext } from '@adonisjs/core/http'

/** True when htmx asks for a part of a page (htmx sends `HX-Request: true`; a boosted or history request wants a page). */
export function isFragment({ request }: HttpContext): boolean {
  return request.header('hx-request') === 'true' && request.header('hx-request-type') !== 'full'
}
