import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'

/** What came back to the house by mail. */
router
  .get('/admin/inbound', [controllers.admin.Inbound, 'index'])
  .as('admin.inbound.index')
  .use(middleware.may('admin'))
