import type { HttpContext } from '@adonisjs/core/http'
import { issueCertificate } from '#services/certificates/issue_certificate'
import { refuseWhileViewing } from '#services/viewing/refuse_while_viewing'

/** The same certificate as a file that anybody can check. */
export default class CertificateFileController {
  async show(ctx: HttpContext) {
    const { auth, i18n, params, response } = ctx
    refuseWhileViewing(ctx, 'viewing.certificate')
    const signed = await issueCertificate(params.ticketId, auth.getUserOrFail(), i18n)
    response.header('content-type', 'application/json; charset=utf-8')
    response.header(
      'content-disposition',
      `attachment; filename="certificate-${params.ticketId}.json"`
    )
    return response.send(`${JSON.stringify(signed, null, 2)}\n`)
  }
}
