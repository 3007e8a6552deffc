import type { HttpContext } from '@adonisjs/core/http'

/** A line that the next page says, in the viewer's words, with what one may do about it. */
export interface Toast {
  text: string
  tone?: string
  href?: string
  undo?: { action: string; values?: Record<string, string | number> }
  /** It stays until it is closed. */
  stay?: boolean
}

/** Says several things on the next page. */
export function flashToasts({ session }: Pick<HttpContext, 'session'>, toasts: Toast[]): void {
  session.flash('toasts', toasts)
}

/**
 * Says something on the next page.
 * @param said a key of resources/lang with its `params`, or a line that is in words already
 */
export function flashToast(
  { session, i18n }: Pick<HttpContext, 'session' | 'i18n'>,
  said: string | Toast,
  params: Record<string, string | number> = {}
): void {
  session.flash('toasts', [typeof said === 'string' ? { text: i18n.t(said, params) } : said])
}
