import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'

const { me } = controllers

router
  .group(() => {
    router.get('/', [me.Profile, 'index']).as('index')
    router.get('/profile', [me.Profile, 'edit']).as('profile.edit')
    router.post('/profile', [me.Profile, 'update']).as('profile.update')
    router.post('/email', [me.Email, 'store']).as('email.store')
    router.post('/email/cancel', [me.Email, 'destroy']).as('email.destroy')
    router.get('/notifications', [me.Notifications, 'edit']).as('notifications.edit')
    router.post('/notifications', [me.Notifications, 'update']).as('notifications.update')
    router.get('/password', [me.Password, 'edit']).as('password.edit')
    router.post('/password', [me.Password, 'update']).as('password.update')
    router.get('/sessions', [me.Sessions, 'index']).as('sessions.index')
    router.post('/sessions/others', [me.Sessions, 'destroy']).as('sessions.destroy_others')
    router
      .post('/sessions/:id/end', [me.Sessions, 'destroy'])
      .as('sessions.destroy')
      .where('id', { match: /^\d{1,9}$/ })
    router.get('/counts', [me.Counts, 'show']).as('counts.show')
    router.post('/theme', [me.Theme, 'update']).as('theme.update')
  })
  .prefix('/me')
  .as('me')
  .use(middleware.may('signed_in'))
