import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'

const { Session, Registrations, PasswordResets, EmailChanges, Setup } = controllers

router
  .group(() => {
    router.get('/login', [Session, 'create']).as('session.create')
    router.post('/login', [Session, 'store']).as('session.store')
    router.get('/register', [Registrations, 'create']).as('registrations.create')
    router.post('/register', [Registrations, 'store']).as('registrations.store')
    router.get('/register/waiting', [Registrations, 'show']).as('registrations.show')
    router.get('/password/forgotten', [PasswordResets, 'create']).as('password_resets.create')
    router.post('/password/forgotten', [PasswordResets, 'store']).as('password_resets.store')
    router.get('/password/sent', [PasswordResets, 'show']).as('password_resets.show')
  })
  .use(middleware.may('guest'))

router
  .group(() => {
    router.get('/password/reset/:token', [PasswordResets, 'edit']).as('password_resets.edit')
    router.post('/password/reset/:token', [PasswordResets, 'update']).as('password_resets.update')
    router.get('/email/confirm/:token', [EmailChanges, 'edit']).as('email_changes.edit')
    router.post('/email/confirm/:token', [EmailChanges, 'update']).as('email_changes.update')
    router.get('/setup', [Setup, 'create']).as('setup.create')
    router.post('/setup', [Setup, 'store']).as('setup.store')
  })
  .use(middleware.may('link'))

router.post('/logout', [Session, 'destroy']).as('session.destroy').use(middleware.may('signed_in'))
