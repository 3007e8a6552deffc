import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { isFragment } from '#services/words/is_fragment'

/**
 * Only a page takes the one-time messages out of the session's cookie. Everything else that a page asks for meanwhile (a
 * region anew, a picture, the badges) carries the cookie it was sent with: written back, it would take the message from
 * the page that a form is leading to, which is asked for with whatever cookie was answered last.
 */
export default class OneTimeMessagesMiddleware {
  handle(ctx: HttpContext, next: NextFn) {
    if (!isPage(ctx)) writeOnlyChanges(ctx.session)
    return next()
  }
}

/** Browsers say what they ask for (Fetch Metadata: Sec-Fetch-Dest), on a plain http address not; htmx says it by itself. */
function isPage(ctx: HttpContext): boolean {
  if (ctx.request.header('hx-request')) return !isFragment(ctx)
  return ctx.request.header('sec-fetch-dest', 'document') === 'document'
}

function writeOnlyChanges(session: HttpContext['session']): void {
  const commit = session.commit.bind(session)
  const before = stateOf(session)
  session.commit = async () => {
    if (session.responseFlashMessages.isEmpty && stateOf(session) === before) return
    if (!session.flashMessages.isEmpty) session.reflash()
    await commit()
  }
}

function stateOf(session: HttpContext['session']): string {
  return JSON.stringify([session.sessionId, session.all()])
}
