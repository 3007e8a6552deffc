import type { HttpContext } from '@adonisjs/core/http'
import { limitTries } from '#services/accounts/limit_tries'
import { judgeCertificate } from '#services/certificates/judge_certificate'
import { readCertificateText } from '#services/certificates/read_certificate_text'
import { answerForm } from '#services/words/answer_form'

/** Where everybody may have a certificate checked. Nothing of it is kept. */
export default class CertificateChecksController {
  async create({ view }: HttpContext) {
    return view.render('pages/certificate_checks/create', { form: {}, errors: {} })
  }

  async store(ctx: HttpContext) {
    const { request, view } = ctx
    await limitTries('certificate', { address: request.ip() })
    return answerForm(
      ctx,
      async () => {
        const judged = await judgeCertificate(await readCertificateText(ctx))
        return view.render('pages/certificate_checks/show', judged)
      },
      (typed) => view.render('pages/certificate_checks/create', typed)
    )
  }
}
