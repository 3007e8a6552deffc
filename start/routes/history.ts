import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'

/** Beyond nine digits there is no ticket, and no question to the database. */
const id = { match: /^[1-9]\d{0,8}$/, cast: Number }

/** What happened: to one ticket, to its brief, and to all tickets that a person sees. */
router
  .group(() => {
    const { History, history } = controllers.tickets
    router.get('/', [History, 'index']).as('index')
    router.get('/versions', [history.Versions, 'index']).as('versions.index')
    router.get('/versions/:version', [history.Versions, 'show']).as('versions.show')
  })
  .prefix('/tickets/:ticketId/history')
  .as('tickets.history')
  .where('ticketId', id)
  .where('version', id)
  .use(middleware.may('signed_in'))

router
  .get('/activity', [controllers.Activities, 'index'])
  .as('activities.index')
  .use(middleware.may('signed_in'))
