import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'

/** The list of tickets, and what is done from it. */
router
  .group(() => {
    const { Filters, ListSettings, Previews, Rows } = controllers.tickets
    router.get('/', [controllers.Tickets, 'index']).as('index')
    router.get('/rows', [Rows, 'index']).as('rows.index')
    router.get('/filters', [Filters, 'show']).as('filters.show')
    router.post('/list-settings', [ListSettings, 'update']).as('list_settings.update')
    // Named like a transition's address, so that decisions from the list take the lane of decisions.
    router
      .post('/rows/:ticketId/transitions/:name', [Rows, 'update'])
      .as('rows.update')
      .where('name', router.matchers.slug())
    router.get('/:ticketId/preview', [Previews, 'show']).as('previews.show')
  })
  .prefix('/tickets')
  .as('tickets')
  .where('ticketId', router.matchers.number())
  .use(middleware.may('signed_in'))
