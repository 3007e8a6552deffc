import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'

/** Who has how much to do, and what is planned when. What counts is narrowed to what a person may see in its services. */
router
  .group(() => {
    router.get('/', [controllers.Workload, 'index']).as('index')
    router.get('/calendar', [controllers.workload.Calendar, 'index']).as('calendar')
  })
  .prefix('/workload')
  .as('workload')
  .use(middleware.may('signed_in'))
