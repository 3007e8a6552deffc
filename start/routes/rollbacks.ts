import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'

/** Beyond these digits there is no row, and no question to the database. */
const ticketId = { match: /^[1-9]\d{0,8}$/, cast: Number }
const activityId = { match: /^[1-9]\d{0,14}$/, cast: Number }

/** Going back to a point of a ticket's history; the service judges the right, strangers get 404. */
router
  .group(() => {
    const { Rollbacks } = controllers.tickets
    router.get('/rollback', [Rollbacks, 'create']).as('create')
    router.post('/rollback', [Rollbacks, 'store']).as('store')
  })
  .prefix('/tickets/:ticketId/history/:activityId')
  .as('tickets.rollbacks')
  .where('ticketId', ticketId)
  .where('activityId', activityId)
  .use(middleware.may('signed_in'))
