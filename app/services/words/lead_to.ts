import type { HttpContext } from '@adonisjs/core/http'
import { flashToast, type Toast } from '#services/words/flash_toast'
import { isFragment } from '#services/words/is_fragment'

/** Says something on another page and leads there, also from a form that htmx sent. */
export function leadTo(ctx: HttpContext, path: string, toast: Toast) {
  flashToast(ctx, toast)
  if (!isFragment(ctx)) return ctx.response.redirect(path)
  return ctx.response.header('HX-Redirect', path).send('')
}
