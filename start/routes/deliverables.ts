import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'

/** Beyond nine digits there is no row, and no question to the database. */
const id = { match: /^[1-9]\d{0,8}$/, cast: Number }

/** What was made is put on a ticket; the services judge who may, strangers get 404. */
router
  .group(() => {
    const { Deliverables } = controllers.tickets
    const { Versions } = controllers.tickets.deliverables
    router.post('/', [Deliverables, 'store']).as('store').use(middleware.takesFiles())
    router.post('/:id/versions', [Versions, 'store']).as('versions').use(middleware.takesFiles())
    router.post('/:id/remove', [Deliverables, 'destroy']).as('destroy')
  })
  .prefix('/tickets/:ticketId/deliverables')
  .as('tickets.deliverables')
  .where('ticketId', id)
  .where('id', id)
  .use(middleware.may('signed_in'))
