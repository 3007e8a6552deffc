import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { Refusal } from '#exceptions/refusals'
import { refusePageOfOthers } from '#services/viewing/mark_pages'
import { viewingOf } from '#services/viewing/viewing_of'

/** What an admin may send while he views the desk as another person: an end of it. */
const ENDS = ['viewing.destroy', 'session.destroy']

/** Below /me these alone hold no secret and nothing that signs in. */
const OPEN = /^\/me\/(counts|notifications|reply-templates)(\/|$)/

/**
 * Whoever views the desk as another person reads: everything else is refused before a form's files are read or any
 * service is asked, and so is what is that person's own secret. Links that let one person in are refused by their rule
 * (access_middleware.ts). Afterwards what an open page of the view sends is refused too, and
 * at any time what a page of another person sends who was signed in at this browser.
 */
export default class ViewingMiddleware {
  handle(ctx: HttpContext, next: NextFn) {
    const { request, route } = ctx
    const isRead = ['GET', 'HEAD'].includes(request.method())
    const isEnd = ENDS.includes(route?.name ?? '')
    if (!viewingOf(ctx)) {
      if (!isRead && !isEnd) refusePageOfOthers(ctx)
      return next()
    }
    const name = ctx.auth.getUserOrFail().fullName
    if (!isRead && !isEnd) {
      throw new Refusal('viewing.read_only', { name })
    }
    const path = route?.pattern ?? ''
    if (isRead && /^\/me(\/|$)/.test(path) && !OPEN.test(path)) {
      throw new Refusal('viewing.personal', { name })
    }
    return next()
  }
}
