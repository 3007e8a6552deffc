import app from '@adonisjs/core/services/app'
import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'

router
  .post('/reports/browser', [controllers.BrowserReports, 'store'])
  .as('browser_reports.store')
  .use(middleware.may('anyone'))

/** Addresses of the desks that people used before. */
router
  .group(() => {
    router.on('/create').redirectToPath('/tickets/new').as('old.create')
    router.on('/users').redirectToPath('/admin/users').as('old.users')
    router.on('/settings').redirectToPath('/admin/settings').as('old.settings')
    router
      .get('/edit/:id', ({ params, response }) => response.redirect(`/tickets/${params.id}/edit`))
      .as('old.edit')
      .where('id', router.matchers.number())
  })
  .use(middleware.may('signed_in'))

if (!app.inProduction) {
  router.get('/kit', [controllers.Kit, 'index']).as('kit.index').use(middleware.may('anyone'))
}
