import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'

const { admin, People } = controllers

router
  .group(() => {
    router.get('/users', [admin.Users, 'index']).as('users.index')
    router.get('/users/new', [admin.Users, 'create']).as('users.create')
    router.post('/users', [admin.Users, 'store']).as('users.store')
    router
      .group(() => {
        router.get('/', [admin.Users, 'show']).as('show')
        router.post('/', [admin.Users, 'update']).as('update')
        router.post('/approval', [admin.users.Approval, 'store']).as('approval.store')
        router.post('/decline', [admin.users.Approval, 'destroy']).as('approval.destroy')
        router.get('/place', [admin.users.Place, 'edit']).as('place.edit')
        router.post('/place', [admin.users.Place, 'update']).as('place.update')
        router.post('/lock', [admin.users.Lock, 'store']).as('lock.store')
        router.post('/unlock', [admin.users.Lock, 'destroy']).as('lock.destroy')
        router.post('/password', [admin.users.PasswordReset, 'store']).as('password_reset.store')
        router.get('/deactivation', [admin.users.Deactivation, 'create']).as('deactivation.create')
        router.post('/deactivation', [admin.users.Deactivation, 'store']).as('deactivation.store')
        router
          .post('/reactivation', [admin.users.Deactivation, 'destroy'])
          .as('deactivation.destroy')
      })
      .prefix('/users/:id')
      .as('users')
      .where('id', { match: /^\d{1,9}$/ })
    router.get('/sign-in-attempts', [admin.SignInAttempts, 'index']).as('sign_in_attempts.index')
  })
  .prefix('/admin')
  .as('admin')
  .use(middleware.may('admin'))

router.get('/people', [People, 'index']).as('people.index').use(middleware.may('manager'))
