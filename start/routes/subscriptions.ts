import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'

const { me } = controllers

/** Reports by mail: one's own list, and the link in each of them that ends it. */
router
  .group(() => {
    router.get('/', [me.Subscriptions, 'index']).as('index')
    router.post('/', [me.Subscriptions, 'store']).as('store')
    router
      .post('/:id/end', [me.Subscriptions, 'destroy'])
      .as('destroy')
      .where('id', { match: /^\d{1,9}$/ })
  })
  .prefix('/me/subscriptions')
  .as('me.subscriptions')
  .use(middleware.may('signed_in'))

router
  .group(() => {
    router.get('/', [controllers.Subscriptions, 'show']).as('show')
    router.post('/', [controllers.Subscriptions, 'destroy']).as('destroy')
  })
  .prefix('/subscriptions/:token')
  .as('subscriptions')
  .use(middleware.may('link'))
