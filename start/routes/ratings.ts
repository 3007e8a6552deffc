import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'

/** How it went: through the link of a mail, and on the ticket. */
router
  .group(() => {
    router.get('/', [controllers.Ratings, 'show']).as('show')
    router.post('/', [controllers.Ratings, 'update']).as('update')
  })
  .prefix('/ratings/:token')
  .as('ratings')
  .use(middleware.may('link'))

router
  .post('/tickets/:ticketId/rating', [controllers.tickets.Rating, 'update'])
  .as('tickets.rating.update')
  .where('ticketId', router.matchers.number())
  .use(middleware.may('signed_in'))
