import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'

/** Tabs that are tables. */
const TABLES = /^(team|breakdowns|trends|approvals|support)$/

/** Figures: analytics tab by tab. What counts is narrowed to what a person may see in its services. */
router
  .group(() => {
    router.get('/', [controllers.Analytics, 'index']).as('index')
    router.get('/:tab', [controllers.Analytics, 'show']).as('show').where('tab', TABLES)
  })
  .prefix('/analytics')
  .as('analytics')
  .use(middleware.may('signed_in'))

/** The month: frozen when it is over, with the same words on screen, on paper and in a mail. */
router
  .group(() => {
    router.get('/', [controllers.MonthlyReports, 'index']).as('index')
    router.post('/sendings', [controllers.monthlyReports.Sendings, 'store']).as('sendings.store')
  })
  .prefix('/reports/monthly')
  .as('monthly_reports')
  .use(middleware.may('signed_in'))
