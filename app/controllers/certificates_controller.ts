import type { HttpContext } from '@adonisjs/core/http'
import { limitTries } from '#services/accounts/limit_tries'
import { readShortCode } from '#services/certificates/read_short_code'
import { whatCameSince } from '#services/certificates/what_came_since'

/** The code of a printed certificate, for whoever holds the paper. */
export default class CertificatesController {
  async show({ params, request, response, view }: HttpContext) {
    await limitTries('certificate', { address: request.ip() })
    response.header('x-robots-tag', 'noindex, nofollow')
    const verdict = await readShortCode(String(params.id), request.input('sig'))
    const since = verdict.verdict === 'genuine' ? await whatCameSince(verdict.short) : null
    return view.render('pages/certificates/show', { ...verdict, since })
  }
}
