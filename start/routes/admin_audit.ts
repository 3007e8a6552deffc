import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'

/** Who changed what on accounts, roles, settings and master data. An export leaves a row, so it is posted. */
router
  .group(() => {
    router.get('/', [controllers.admin.Audit, 'index']).as('index')
    router.post('/exports', [controllers.admin.audit.Exports, 'store']).as('exports.store')
  })
  .prefix('/admin/audit')
  .as('admin.audit')
  .use(middleware.may('admin'))
