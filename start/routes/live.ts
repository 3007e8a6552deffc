import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'

router
  .group(() => {
    router.get('/', [controllers.live.Stream, 'show']).as('show')
    router.post('/looking', [controllers.live.Looking, 'store']).as('looking.store')
  })
  .prefix('/live')
  .as('live')
  .use(middleware.may('signed_in'))
