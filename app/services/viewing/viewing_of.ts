import type { HttpContext } from '@adonisjs/core/http'
import type { Viewing } from '#services/viewing/see_as'

/** Whether an admin views the desk as another person in this request, and who he is. `auth.user` is that person then. */
export function viewingOf({ auth }: HttpContext): Viewing | null {
  return auth?.use('web').viewing ?? null
}
