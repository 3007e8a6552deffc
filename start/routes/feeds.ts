import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'

/** The calendar feed of a person: read by other programs at its secret address, made and ended below /me. */
router
  .get('/calendar/:token', [controllers.CalendarFeeds, 'show'])
  .as('calendar_feeds.show')
  .where('token', /^[\w-]{43}\.ics$/)
  .use(middleware.may('link'))

router
  .group(() => {
    router.get('/', [controllers.me.Calendar, 'show']).as('show')
    router.post('/', [controllers.me.Calendar, 'store']).as('store')
    router.post('/end', [controllers.me.Calendar, 'destroy']).as('destroy')
  })
  .prefix('/me/calendar')
  .as('me.calendar')
  .use(middleware.may('signed_in'))
