import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'

/** Lists and tables as files. An export leaves a row in the audit, so it is posted; whose it is, its source judges. */
router
  .post('/exports/:list', [controllers.Exports, 'store'])
  .as('exports.store')
  .use(middleware.may('signed_in'))
