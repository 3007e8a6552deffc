import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'

/** Beyond nine digits there is no row, and no question to the database. */
const id = { match: /^[1-9]\d{0,8}$/, cast: Number }

/** What people say about what was made; the services judge who may, strangers get 404. */
router
  .group(() => {
    const { Answers, Judgements, Pins, Proofs, Resolutions } = controllers.tickets.deliverables
    router.get('/', [Proofs, 'show']).as('show')
    router.post('/pins', [Pins, 'store']).as('pins.store')
    router.post('/pins/:number/answers', [Answers, 'store']).as('answers.store')
    router.post('/pins/:number/resolution', [Resolutions, 'store']).as('resolutions.store')
    router
      .post('/pins/:number/resolution/delete', [Resolutions, 'destroy'])
      .as('resolutions.destroy')
    router.post('/decisions', [Judgements, 'store']).as('judgements.store')
  })
  .prefix('/tickets/:ticketId/deliverables/:id')
  .as('tickets.proofs')
  .where('ticketId', id)
  .where('id', id)
  .where('number', id)
  .use(middleware.may('signed_in'))
