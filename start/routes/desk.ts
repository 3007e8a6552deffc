import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'

/** What waits for a person: the dashboard, the inbox of decisions, the news. */
router
  .group(() => {
    router.get('/', [controllers.Dashboard, 'index']).as('dashboard.index')
    router
      .post('/dashboard/moves/:ticketId', [controllers.dashboard.Moves, 'store'])
      .as('dashboard.moves.store')
      .where('ticketId', router.matchers.number())
    router.get('/approvals', [controllers.Approvals, 'index']).as('approvals.index')
    router.post('/approvals', [controllers.Approvals, 'store']).as('approvals.store')
    router
      .post('/approvals/:ticketId', [controllers.Approvals, 'update'])
      .as('approvals.update')
      .where('ticketId', router.matchers.number())
    router.get('/notifications', [controllers.Notifications, 'index']).as('notifications.index')
    router
      .post('/notifications/readings', [controllers.notifications.Readings, 'store'])
      .as('notifications.readings.store')
    router
      .post('/notifications/:id', [controllers.Notifications, 'update'])
      .as('notifications.update')
      .where('id', router.matchers.number())
  })
  .use(middleware.may('signed_in'))
