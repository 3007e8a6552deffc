import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'

router
  .group(() => {
    router.get('/login', [controllers.Session, 'create']).as('session.create')
    router.post('/login', [controllers.Session, 'store']).as('session.store')
  })
  .use(middleware.may('guest'))

router
  .post('/logout', [controllers.Session, 'destroy'])
  .as('session.destroy')
  .use(middleware.may('signed_in'))
