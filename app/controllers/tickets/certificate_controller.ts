import type { HttpContext } from '@adonisjs/core/http'
import { drawCode } from '#services/certificates/draw_code'
import { issueCertificate } from '#services/certificates/issue_certificate'
import { shortAddress } from '#services/certificates/short_address'
import { refuseWhileViewing } from '#services/viewing/refuse_while_viewing'

/** Who approved what: a page to print. */
export default class CertificateController {
  async show(ctx: HttpContext) {
    const { auth, i18n, params, view } = ctx
    refuseWhileViewing(ctx, 'viewing.certificate')
    const signed = await issueCertificate(params.ticketId, auth.getUserOrFail(), i18n)
    const address = shortAddress(signed.certificate)
    return view.render('pages/tickets/certificate/show', {
      ...signed,
      address,
      code: drawCode(address),
    })
  }
}
