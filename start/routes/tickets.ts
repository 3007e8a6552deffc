import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'

router
  .group(() => {
    router.get('/new', [controllers.Tickets, 'create']).as('create')
    router.post('/', [controllers.Tickets, 'store']).as('store').use(middleware.takesFiles())
    router.get('/:id/edit', [controllers.Tickets, 'edit']).as('edit')
    router
      .post('/:id/edit', [controllers.Tickets, 'update'])
      .as('update')
      .use(middleware.takesFiles())
    router
      .post('/draft', [controllers.tickets.Drafts, 'store'])
      .as('drafts.store')
      .use(middleware.takesFiles())
    router.post('/draft/discard', [controllers.tickets.Drafts, 'destroy']).as('drafts.destroy')
  })
  .prefix('/tickets')
  .as('tickets')
  .where('id', router.matchers.number())
  .use(middleware.may('signed_in'))
