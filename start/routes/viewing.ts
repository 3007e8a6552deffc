import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'

/** An admin reads the desk as another person sees it. */
router
  .post('/admin/users/:id/viewing', [controllers.admin.users.Viewing, 'store'])
  .as('admin.users.viewing.store')
  .where('id', { match: /^\d{1,9}$/ })
  .use(middleware.may('admin'))

router
  .post('/viewing/end', [controllers.Viewing, 'destroy'])
  .as('viewing.destroy')
  .use(middleware.may('signed_in'))
