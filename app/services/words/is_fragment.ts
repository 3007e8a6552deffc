import type { HttpContext } from '@adonisjs/core/http'

/** True when htmx asks for a part of a page (htmx sends `HX-Request: true`; a boosted or history request wants a page). */
export function isFragment({ request }: HttpContext): boolean {
  return request.header('hx-request') === 'true' && request.header('hx-request-type') !== 'full'
}

/** True when a script of ours asks for data: it is answered with data also when it is refused. */
export function wantsJson({ request }: HttpContext): boolean {
  return request.header('accept') === 'application/json'
}
