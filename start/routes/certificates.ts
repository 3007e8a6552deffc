import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'
import { VERIFY_PATH } from '#services/certificates/verify_path'

/** Beyond nine digits there is no ticket, and no question to the database. */
const id = { match: /^[1-9]\d{0,8}$/, cast: Number }

/** Who approved what, for everybody who sees the ticket. */
router
  .group(() => {
    const { Certificate, CertificateFile } = controllers.tickets
    router.get('/certificate', [Certificate, 'show']).as('certificate.show')
    router.get('/certificate.json', [CertificateFile, 'show']).as('certificate_file.show')
  })
  .prefix('/tickets/:ticketId')
  .as('tickets')
  .where('ticketId', id)
  .use(middleware.may('signed_in'))

/** Whether a certificate is genuine, for everybody. */
router
  .group(() => {
    router
      .get(VERIFY_PATH, [controllers.CertificateChecks, 'create'])
      .as('certificate_checks.create')
    router
      .post(VERIFY_PATH, [controllers.CertificateChecks, 'store'])
      .as('certificate_checks.store')
    router.get('/certificates/:id', [controllers.Certificates, 'show']).as('certificates.show')
  })
  .use(middleware.may('anyone'))
