import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'

/** Open work that went from somebody who left, or a department that closed, to others. */
router
  .get('/admin/handovers/:id', [controllers.admin.Handovers, 'show'])
  .as('admin.handovers.show')
  .where('id', { match: /^[1-9]\d{0,8}$/, cast: Number })
  .use(middleware.may('admin'))
