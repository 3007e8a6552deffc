import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import type { MasterDataController } from '#controllers/admin/master_data'
import { middleware } from '#start/kernel'

const { admin } = controllers

type LazyController = () => Promise<{ default: new () => MasterDataController<any> }>

router
  .group(() => {
    router.get('/', [admin.Overview, 'index']).as('overview')
    router.get('/settings', [admin.Settings, 'edit']).as('settings.edit')
    router.post('/settings', [admin.Settings, 'update']).as('settings.update')
    table('departments', 'departments', admin.Departments)
    table('products', 'products', admin.Products)
    table('request-types', 'request_types', admin.RequestTypes)
    table('deadline-rules', 'deadline_rules', admin.DeadlineRules)
    table('preflight-rules', 'preflight_rules', admin.PreflightRules)
    router
      .post('/preflight-rules/recheck', [admin.PreflightRechecks, 'store'])
      .as('preflight_rechecks.store')
    router
      .post('/preflight-rules/:id/delete', [admin.PreflightRules, 'destroy'])
      .as('preflight_rules.destroy')
      .where('id', router.matchers.number())
    router
      .post('/deadline-rules/:id/delete', [admin.DeadlineRules, 'destroy'])
      .as('deadline_rules.destroy')
      .where('id', router.matchers.number())
  })
  .prefix('/admin')
  .as('admin')
  .use(middleware.may('admin'))

/** The five doors of a table of master data. */
function table(path: string, name: string, controller: LazyController) {
  const id = router.matchers.number()
  router.get(`/${path}`, [controller, 'index']).as(`${name}.index`)
  router.get(`/${path}/new`, [controller, 'create']).as(`${name}.create`)
  router.post(`/${path}`, [controller, 'store']).as(`${name}.store`)
  router.get(`/${path}/:id/edit`, [controller, 'edit']).as(`${name}.edit`).where('id', id)
  router.post(`/${path}/:id`, [controller, 'update']).as(`${name}.update`).where('id', id)
}
