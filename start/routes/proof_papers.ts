import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'

const id = { match: /^[1-9]\d{0,8}$/, cast: Number }

/** What was made, beside each other and on paper; strangers get 404. */
router
  .group(() => {
    const { ContactSheet, ProofReport, deliverables } = controllers.tickets
    router.get('/contact-sheet', [ContactSheet, 'show']).as('contact_sheet')
    router.get('/proof-report', [ProofReport, 'show']).as('proof_report')
    router
      .get('/deliverables/:id/compare', [deliverables.Comparisons, 'show'])
      .as('comparison')
      .where('id', id)
  })
  .prefix('/tickets/:ticketId')
  .as('tickets.papers')
  .where('ticketId', id)
  .use(middleware.may('signed_in'))
