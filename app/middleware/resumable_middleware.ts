import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { Refusal } from '#exceptions/refusals'
import { limitUploads } from '#services/files/limit_uploads'

const VERSION = '1.0.0'

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
    await limitUploads(auth.getUserOrFail())
    return next()
  }
}
