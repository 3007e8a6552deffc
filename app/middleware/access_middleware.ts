import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { NotFound, Refusal } from '#exceptions/refusals'
import { refuseWhileViewing } from '#services/viewing/refuse_while_viewing'
import { viewingOf } from '#services/viewing/viewing_of'

/**
 * The rule that every route declares (a test walks the route table):
 * `anyone` with or without an account; `guest` only without one; `signed_in` any active person, whose rights on a
 * ticket the services judge; `manager` who manages a department, and admins; `admin`; `link` whoever holds a token.
 */
export type AccessRule = 'anyone' | 'guest' | 'signed_in' | 'manager' | 'admin' | 'link'

export default class AccessMiddleware {
  async handle(ctx: HttpContext, next: NextFn, rule: AccessRule) {
    // What lets one person in, once, is not for whoever views the desk as somebody else.
    if (rule === 'link' && viewingOf(ctx)) throw new Refusal('viewing.link')
    if (rule === 'anyone' || rule === 'link') return next()
    if (rule === 'guest') {
      if (ctx.auth.user) return ctx.response.redirect('/')
      return next()
    }
    const user = await ctx.auth.authenticate()
    if (rule === 'admin' && !user.isAdmin) {
      refuseWhileViewing(ctx, 'viewing.admins_only')
      throw new Refusal('admins_only')
    }
    if (rule === 'manager' && !user.managesAnything) throw new NotFound()
    return next()
  }
}
