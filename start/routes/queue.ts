import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'

/** What departments have to do. Whose business a queue is, its services judge. */
router
  .group(() => {
    const { Lookers, Next, Rows } = controllers.queues
    router.get('/', [controllers.Queues, 'index']).as('index')
    router.get('/:departmentId', [controllers.Queues, 'show']).as('show')
    router.get('/:departmentId/rows', [Rows, 'index']).as('rows.index')
    router.get('/:departmentId/lookers', [Lookers, 'index']).as('lookers.index')
    router.post('/:departmentId/next', [Next, 'store']).as('next.store')
    router
      .post('/:departmentId/rows/:ticketId/transitions/:name', [Rows, 'update'])
      .as('rows.update')
      .where('name', router.matchers.slug())
  })
  .prefix('/queue')
  .as('queue')
  .where('departmentId', router.matchers.number())
  .where('ticketId', router.matchers.number())
  .use(middleware.may('signed_in'))
