import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'

/** What left the house, what waits, and what could not be delivered. */
router
  .group(() => {
    router.get('/', [controllers.admin.Deliveries, 'index']).as('index')
    router.post('/retries', [controllers.admin.deliveries.Retries, 'store']).as('retries.store')
    router.post('/tests', [controllers.admin.deliveries.Tests, 'store']).as('tests.store')
    router
      .get('/:id', [controllers.admin.Deliveries, 'show'])
      .as('show')
      .where('id', router.matchers.number())
  })
  .prefix('/admin/deliveries')
  .as('admin.deliveries')
  .use(middleware.may('admin'))
