import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'

/** Backups: the list, one at once, and their files. */
router
  .group(() => {
    router.get('/', [controllers.admin.Backups, 'index']).as('index')
    router.post('/', [controllers.admin.Backups, 'store']).as('store')
    router
      .post('/:id/download', [controllers.admin.backups.Downloads, 'store'])
      .as('downloads.store')
      .where('id', router.matchers.number())
  })
  .prefix('/admin/backups')
  .as('admin.backups')
  .use(middleware.may('admin'))
