import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'

/** Links to decide, from mails. */
router
  .group(() => {
    router.get('/', [controllers.Decisions, 'show']).as('show')
    router.post('/', [controllers.Decisions, 'update']).as('update')
    router
      .get('/files/:id/thumbnail', [controllers.decisions.Thumbnails, 'show'])
      .as('thumbnail')
      .where('id', router.matchers.number())
  })
  .prefix('/decisions/:token')
  .as('decisions')
  .use(middleware.may('link'))
