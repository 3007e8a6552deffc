import type { HttpContext } from '@adonisjs/core/http'

/** One line that the next page says, in the viewer's words. */
export function flashToast(
  { session, i18n }: HttpContext,
  key: string,
  params: Record<string, string | number> = {}
): void {
  session.flash('toasts', [{ text: i18n.t(key, params) }])
}
