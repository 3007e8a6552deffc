import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import limiter from '@adonisjs/limiter/services/main'
import { Refusal } from '#exceptions/refusals'

const VERSION = '1.0.0'

/** Requests of one person; a file of 50 MB is a dozen of them. */
const RATE = { requests: 1200, duration: '10 minutes' } as const

/**
 * For the routes of uploads in parts (tus 1.0: core, creation, termination, expiration), after sign-in and like every
 * other write with Origin and CSRF checks before: says the protocol's version, refuses others, and limits.
 */
export default class ResumableMiddleware {
  async handle({ auth, request, response }: HttpContext, next: NextFn) {
    response.header('tus-resumable', VERSION)
    response.header('tus-version', VERSION)
    response.header('tus-extension', 'creation,termination,expiration')
    if (request.header('tus-resumable') !== VERSION) {
      throw new Refusal('unreadable_input', {}, 412)
    }
    await limiter.use(RATE).consume(`resumable:${auth.getUserOrFail().id}`)
    return next()
  }
}
